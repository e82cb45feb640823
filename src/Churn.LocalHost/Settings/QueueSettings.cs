namespace Churn.LocalHost.Settings;

/// <summary>The settings `extensions.queues` in host.json.</summary>
public sealed record QueueSettings
{
    public const int LargestBatch = 32;

    private readonly int _batchSize = 16;

    /// <summary>Number of messages per request, 1 to 32.</summary>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is >= 1 and <= LargestBatch
            ? value
            : throw new FormatException($"extensions.queues.batchSize is {value}, and must be 1 to {LargestBatch}.");
    }

    /// <summary>The next batch is fetched when no more than this many messages are being processed.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a failed message stays invisible.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public bool Base64 { get; init; } = true;
}
