using Churn.Statistics.BgNbd;
using Churn.Statistics.MbgCnbdK;
using Churn.Statistics.MbgNbd;
using Churn.Statistics.Nbd;
using Churn.Statistics.Optimization;
using Churn.Statistics.ParetoNbd;

namespace Churn.Statistics.Histories;

/// <summary>The model to use after a fit: the fitted one, the NBD when dropout is not identified, and null when the last good one should stay.</summary>
public static class PurchaseModels
{
    /// <summary>From an MBG/NBD fit.</summary>
    public static IPurchaseModel? From(FitResult<MbgNbdParameters> fit) => Choose(fit, p => new MbgNbdModel(p));

    /// <summary>From a BG/NBD fit.</summary>
    public static IPurchaseModel? From(FitResult<BgNbdParameters> fit) => Choose(fit, p => new BgNbdModel(p));

    /// <summary>From a Pareto/NBD fit.</summary>
    public static IPurchaseModel? From(FitResult<ParetoNbdParameters> fit) => Choose(fit, p => new ParetoNbdModel(p));

    /// <summary>From an MBG/CNBD-k fit.</summary>
    public static IPurchaseModel? From(FitResult<MbgCnbdKParameters> fit) => Choose(fit, p => new MbgCnbdKModel(p));

    private static IPurchaseModel? Choose<TParameters>(FitResult<TParameters> fit, Func<TParameters, IPurchaseModel> build)
        where TParameters : struct, IModelParameters<TParameters> => fit switch
        {
            { IsUsable: true, Parameters: { } parameters } => build(parameters),
            { Reason: FitReason.DropoutNotIdentified, WithoutDropout: { } nbd } => new NbdModel(nbd),
            _ => null,
        };
}
