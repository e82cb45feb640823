using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tests.Memory;

/// <summary>A row with a column of every type.</summary>
public sealed class ContractRow : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Text { get; set; } = "";

    public string? OptionalText { get; set; }

    public int Number { get; set; }

    public int? OptionalNumber { get; set; }

    public long Long { get; set; }

    public double Real { get; set; }

    public bool Flag { get; set; }

    public bool? OptionalFlag { get; set; }

    public DateTimeOffset Time { get; set; } = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset? OptionalTime { get; set; }

    public Guid Id { get; set; }

    public byte[] Bytes { get; set; } = [];

    public static ContractRow Of(string partition, string row, string text = "") =>
        new() { PartitionKey = partition, RowKey = row, Text = text };
}
