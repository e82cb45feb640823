using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Models.MbgNbd;

/// <summary>Priors of the pooled tier: typical parameters of a kind of shop, used while a shop has little data of its own.</summary>
/// <remarks>
/// Only the prior of general retail comes from data: the rounded parameters of the CDNOW master cohort (0.637, 51 days, 0.807, 1.228). The
/// others are judgement: a mean gap α/r between a month and a year, and a dropout a/(a + b) after a purchase from 5 % (subscriptions) to 70
/// % (one product). The default width of 0.5 has the weight of some tens of repeat buyers, so a shop's own data soon dominate.
/// </remarks>
public static class MbgNbdPriors
{
    /// <summary>Returns the prior for a kind of shop, in days.</summary>
    public static ParameterPrior<MbgNbdParameters> For(BusinessProfile model, double logStandardDeviation = 0.5) => new(
        model switch
        {
            BusinessProfile.GeneralRetail => new MbgNbdParameters(0.6, 50, 0.8, 1.2, TimeUnit.Days),
            BusinessProfile.Fashion => new MbgNbdParameters(0.6, 100, 0.7, 1.3, TimeUnit.Days),
            BusinessProfile.Consumables => new MbgNbdParameters(1.5, 75, 0.5, 2, TimeUnit.Days),
            BusinessProfile.Subscription => new MbgNbdParameters(4, 120, 0.2, 4, TimeUnit.Days),
            BusinessProfile.BusinessToBusiness => new MbgNbdParameters(1.2, 60, 0.3, 3, TimeUnit.Days),
            BusinessProfile.Services => new MbgNbdParameters(1.2, 150, 0.6, 2.4, TimeUnit.Days),
            BusinessProfile.OneProduct => new MbgNbdParameters(0.4, 120, 1.75, 0.75, TimeUnit.Days),
            _ => throw new ArgumentOutOfRangeException(nameof(model), model, "Unknown business model."),
        },
        logStandardDeviation);
}
