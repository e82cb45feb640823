namespace Churn.Statistics.Optimization;

/// <summary>Why a fit ended.</summary>
public enum FitReason
{
    /// <summary>At the maximum of the (penalised) likelihood.</summary>
    Converged = 0,

    /// <summary>The data cannot tell dropout from none; <see cref="FitResult{TParameters}.WithoutDropout"/> holds the NBD to use instead.</summary>
    DropoutNotIdentified,

    /// <summary>Fewer buyers or repeat buyers than the options ask for, and no prior.</summary>
    TooLittleData,

    /// <summary>A row is impossible: NaN, negative, or a last purchase after the end of the observation.</summary>
    InvalidData,

    /// <summary>No start reached a maximum within the iterations allowed.</summary>
    NotConverged,
}
