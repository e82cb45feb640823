namespace Churn.Statistics.Fitting;

/// <summary>Why a fit ended.</summary>
public enum FitReason
{
    /// <summary>It reached the maximum of the (penalised) likelihood.</summary>
    Converged = 0,

    /// <summary>
    /// The data show no dropout. <see cref="FitResult{TParameters}.WithoutDropout"/> holds the NBD to use instead.
    /// </summary>
    DropoutNotIdentified,

    /// <summary>There are fewer buyers or repeat buyers than the options require, and no prior.</summary>
    TooLittleData,

    /// <summary>A row is impossible: NaN, negative, or a last purchase after the end of the observation.</summary>
    InvalidData,

    /// <summary>No starting point reached a maximum within the allowed iterations.</summary>
    NotConverged,
}
