using Churn.Statistics.Histories;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Models.Nbd;

namespace Churn.Domain.Labels.Scores;

/// <summary>
/// Parameters of the MBG/NBD in days, or of the NBD if no dropout could be found in the data. docs/model.md describes both models.
/// </summary>
/// <param name="R">Shape of the purchase rates.</param>
/// <param name="Alpha">Rate of their gamma distribution, days.</param>
/// <param name="A">First parameter of the dropout; null if buyers do not drop out.</param>
/// <param name="B">Second parameter of the dropout; null if buyers do not drop out.</param>
public sealed record PurchaseParameters(double R, double Alpha, double? A, double? B)
{
    /// <summary>The model's name in docs/model.md.</summary>
    public string Name => A is null ? "NBD" : "MBG/NBD";

    /// <summary>Returns the model with these parameters.</summary>
    public IPurchaseModel ToModel() => A is { } a && B is { } b
        ? new MbgNbdModel(new MbgNbdParameters(R, Alpha, a, b, TimeUnit.Days))
        : new NbdModel(new NbdParameters(R, Alpha, TimeUnit.Days));

    /// <summary>Returns the parameters of a fitted model; null if it is neither of the two.</summary>
    public static PurchaseParameters? Of(IPurchaseModel? model) => model switch
    {
        MbgNbdModel mbg when mbg.Parameters.In(TimeUnit.Days) is var p => new PurchaseParameters(p.R, p.Alpha, p.A, p.B),
        NbdModel nbd when nbd.Parameters.In(TimeUnit.Days) is var p => new PurchaseParameters(p.R, p.Alpha, null, null),
        _ => null,
    };
}

/// <summary>Parameters of the Gamma-Gamma model of spend on a purchase day.</summary>
/// <param name="P">Shape of the distribution of one buyer's spend.</param>
/// <param name="Q">Shape of the gamma distribution of the buyers' rates.</param>
/// <param name="Gamma">Rate of that distribution, minor units of the shop's currency.</param>
public sealed record SpendParameters(double P, double Q, double Gamma)
{
    /// <summary>Returns the model with these parameters.</summary>
    public GammaGammaModel ToModel() => new(new GammaGammaParameters(P, Q, Gamma));
}
