namespace Churn.Domain.Messages;

/// <summary>The shop has removed the app.</summary>
/// <param name="At">When, by the platform's clock; null when it did not say.</param>
public sealed record Uninstallation(DateTimeOffset? At);
