namespace Churn.Functions.OpenApi;

/// <summary>The key that an operation takes, as the platform has them.</summary>
internal enum ApiKeyLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>A function key.</summary>
    Function,

    /// <summary>The app's master key.</summary>
    Admin,
}
