using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.BgNbd;
using Churn.Statistics.Models.MbgCnbdK;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Models.Nbd;
using Churn.Statistics.Models.ParetoNbd;

namespace Churn.Statistics.Models;

/// <summary>
/// Chooses the model to use after a fit: the fitted one, or the NBD if dropout is not identified, or null if the last
/// good model should be kept.
/// </summary>
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
