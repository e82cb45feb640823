using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Churn.Storage.Memory;

/// <summary>The account that the clients in memory give themselves out for. Nothing is ever sent to it.</summary>
internal static class MemoryAccount
{
    public const string Name = "memory";

    public static readonly Uri Tables = new($"https://{Name}.table.invalid");

    public static readonly Uri Queues = new($"https://{Name}.queue.invalid");

    /// <summary>No secret: the base class wants a key of some kind.</summary>
    public static readonly TableSharedKeyCredential TableCredential = new(Name, "AAAA");

    public static TableClientOptions TableOptions => new() { Transport = NoTransport.Instance };

    public static QueueClientOptions QueueOptions => new() { Transport = NoTransport.Instance };
}
