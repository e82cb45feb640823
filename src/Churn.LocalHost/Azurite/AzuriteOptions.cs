namespace Churn.LocalHost.Azurite;

public sealed record AzuriteOptions
{
    public const int UsualBlobPort = 10000;
    public const int UsualQueuePort = 10001;
    public const int UsualTablePort = 10002;

    /// <summary>In memory, on ports that the operating system gives.</summary>
    public static AzuriteOptions InMemory { get; } = new();

    /// <summary>0 lets the operating system choose.</summary>
    public int BlobPort { get; init; }

    public int QueuePort { get; init; }

    public int TablePort { get; init; }

    /// <summary>Null keeps everything in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Accounts beside the usual one, each with tables and queues of its own.</summary>
    public IReadOnlyList<string> MoreAccounts { get; init; } = [];
}
