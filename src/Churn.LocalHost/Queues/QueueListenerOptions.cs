using Churn.LocalHost.Settings;

namespace Churn.LocalHost.Queues;

internal sealed record QueueListenerOptions
{
    /// <summary>The lease of the real host, where it is a constant.</summary>
    public static readonly TimeSpan UsualLease = TimeSpan.FromMinutes(10);

    public required string FunctionName { get; init; }

    public required QueueSettings Settings { get; init; }

    public TimeSpan Lease { get; init; } = UsualLease;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public required Random Random { get; init; }
}
