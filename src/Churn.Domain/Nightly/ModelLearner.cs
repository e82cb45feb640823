using System.Globalization;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;
using Churn.Statistics.Fitting;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Models.MbgNbd;

namespace Churn.Domain.Nightly;

/// <summary>Learns a shop's model from a run's findings. It is a pure function, so a repeated finish learns the same.</summary>
public static class ModelLearner
{
    /// <param name="shop">The shop whose model is learned.</param>
    /// <param name="business">The business model of the shop's policy; it gives the prior.</param>
    /// <param name="findings">The merged findings of all ranges.</param>
    /// <param name="last">The model that stood so far; its parts are kept where a fit fails.</param>
    /// <param name="date">The run's business date.</param>
    public static ShopModel Learn(Shop shop, BusinessModel business, RangeFindings findings, ShopModel last, DateOnly date)
    {
        var sample = findings.Sample.Buyers;
        var model = new ShopModel
        {
            Version = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Tier = ModelTier.Rules,
            Why = "",
            LearnedOn = date,
            Buyers = findings.Buyers,
            RepeatBuyers = findings.RepeatBuyers,
            MarginPercent = shop.MarginPercent,
            Gaps = ShopRhythm.Gaps(sample, date),
            Contracts = ContractLearner.Learn(findings.Contracts, last.Contracts, date),
            SecondOrder = ShopRhythm.SecondOrder(sample, date),
        };
        if (ModelChoice.TooLittle(findings.Buyers, Window(sample, date)) is { } why)
        {
            return model with { Why = why };
        }

        var free = new FitOptions<MbgNbdParameters>();
        var pooled = free with { Prior = MbgNbdPriors.For(ProfileOf(business)) };
        var chosen = ModelChoice.Choose(
            model with { Scorecard = ScorecardCalculator.Judge(sample, date) },
            MbgNbdFitter.Fit(findings.Histories, free),
            MbgNbdFitter.Fit(findings.Histories, pooled),
            last);
        if (chosen.FittedOn == date && chosen.Purchases is { } purchases)
        {
            var options = chosen.Tier == ModelTier.Fitted ? free : pooled;
            chosen = chosen with { Redrawn = ParameterRedraw.Of(findings.Histories, options, purchases, date.DayNumber) };
        }

        return ClientWorth.AddTo(chosen with { Spend = SpendOf(findings, last) }, findings.ClientsInOrder());
    }

    private static SpendParameters? SpendOf(RangeFindings findings, ShopModel last) =>
        GammaGammaFitter.Fit(findings.Spend.ToHistories()) switch
        {
            { IsUsable: true, Parameters: { PopulationMean: not null } spend } => new SpendParameters(spend.P, spend.Q, spend.Gamma),
            _ => last.Spend,
        };

    private static int Window(IReadOnlyList<SampledBuyer> sample, DateOnly date) =>
        sample.Count == 0 ? 0 : date.DayNumber - sample.Min(buyer => buyer.Days[0]);

    private static BusinessProfile ProfileOf(BusinessModel model) => model switch
    {
        BusinessModel.Fashion => BusinessProfile.Fashion,
        BusinessModel.Consumables => BusinessProfile.Consumables,
        BusinessModel.Subscription => BusinessProfile.Subscription,
        BusinessModel.Wholesale => BusinessProfile.BusinessToBusiness,
        BusinessModel.Services => BusinessProfile.Services,
        BusinessModel.OneProduct => BusinessProfile.OneProduct,
        _ => BusinessProfile.GeneralRetail,
    };
}
