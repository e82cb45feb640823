using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Nightly;

namespace Churn.Storage.Tables.Nightly;

/// <summary>A range of a nightly run that is done. docs/tables.md says what each column means.</summary>
public sealed class RunPartEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int To { get; set; }

    public int Read { get; set; }

    public int Changed { get; set; }

    public DateTimeOffset DoneAt { get; set; }

    public string Content { get; set; } = "";

    internal static RunPartEntity Of(string partition, RunPart part) => new()
    {
        PartitionKey = partition,
        RowKey = Keys.RunPart(part.From),
        To = part.To,
        Read = part.Read,
        Changed = part.Changed,
        DoneAt = part.DoneAt,
        Content = part.Content,
    };

    internal RunPart ToPart()
    {
        var from = int.Parse(RowKey.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new RunPart(from, To, Read, Changed, DoneAt, Content);
    }
}

/// <summary>A piece of what a range found, kept until its run has finished.</summary>
public sealed class RunChunkEntity : ITableEntity
{
    /// <summary>The most bytes of a piece: below a column's 64 KiB.</summary>
    internal const int MostBytes = 60_000;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public byte[] Data { get; set; } = [];
}
