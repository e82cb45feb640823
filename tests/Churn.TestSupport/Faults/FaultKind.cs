namespace Churn.TestSupport.Faults;

/// <summary>What a proxy does to a request.</summary>
public enum FaultKind
{
    /// <summary>500, and the service never hears of the request.</summary>
    ServerError,

    /// <summary>500 though the request took effect.</summary>
    ServerErrorAfterEffect,

    /// <summary>503 with Retry-After: the service is busy.</summary>
    Busy,

    /// <summary>408, and the service never hears of the request.</summary>
    RequestTimeout,

    /// <summary>The connection is reset and the service never hears of the request.</summary>
    DropBefore,

    /// <summary>The connection is reset though the request took effect.</summary>
    DropAfter,

    /// <summary>The answer is right and late.</summary>
    Delay,
}
