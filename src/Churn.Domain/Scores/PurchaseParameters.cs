using Churn.Statistics.Histories;
using Churn.Statistics.MbgNbd;
using Churn.Statistics.Nbd;

namespace Churn.Domain.Scores;

/// <summary>Parameters of the MBG/NBD in days, or of the NBD when dropout could not be told from none; docs/model.md has both.</summary>
/// <param name="R">Shape of the purchase rates.</param>
/// <param name="Alpha">Rate of their gamma distribution, days.</param>
/// <param name="A">First parameter of the dropout; null: nobody drops out.</param>
/// <param name="B">Second parameter of the dropout.</param>
public sealed record PurchaseParameters(double R, double Alpha, double? A, double? B)
{
    /// <summary>The model as docs/model.md names it.</summary>
    public string Name => A is null ? "NBD" : "MBG/NBD";

    /// <summary>The model that answers.</summary>
    public IPurchaseModel ToModel() => A is { } a && B is { } b
        ? new MbgNbdModel(new MbgNbdParameters(R, Alpha, a, b, TimeUnit.Days))
        : new NbdModel(new NbdParameters(R, Alpha, TimeUnit.Days));

    /// <summary>Of a fitted model; null for one of neither kind.</summary>
    public static PurchaseParameters? Of(IPurchaseModel? model) => model switch
    {
        MbgNbdModel mbg when mbg.Parameters.In(TimeUnit.Days) is var p => new PurchaseParameters(p.R, p.Alpha, p.A, p.B),
        NbdModel nbd when nbd.Parameters.In(TimeUnit.Days) is var p => new PurchaseParameters(p.R, p.Alpha, null, null),
        _ => null,
    };
}
