namespace Churn.Testing.Faults;

/// <summary>What a proxy does to a request.</summary>
public enum FaultKind
{
    /// <summary>The proxy answers 500, and the service does not get the request.</summary>
    ServerError,

    /// <summary>The proxy answers 500, although the request took effect.</summary>
    ServerErrorAfterEffect,

    /// <summary>The proxy answers 503 with Retry-After, as a busy service does.</summary>
    Busy,

    /// <summary>The proxy answers 408, and the service does not get the request.</summary>
    RequestTimeout,

    /// <summary>The connection is reset, and the service does not get the request.</summary>
    DropBefore,

    /// <summary>The connection is reset, although the request took effect.</summary>
    DropAfter,

    /// <summary>The answer is right but late.</summary>
    Delay,
}
