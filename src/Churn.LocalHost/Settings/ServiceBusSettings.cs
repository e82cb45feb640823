namespace Churn.LocalHost.Settings;

/// <summary>host.json's `extensions.serviceBus`.</summary>
public sealed record ServiceBusSettings
{
    /// <summary>Sessions that are worked on at once.</summary>
    public int MaxConcurrentSessions { get; init; } = 8;

    /// <summary>How long a session in which nothing comes any more keeps others from its place.</summary>
    public TimeSpan SessionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
