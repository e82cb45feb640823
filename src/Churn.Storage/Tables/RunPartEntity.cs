using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Runs;

namespace Churn.Storage.Tables;

/// <summary>A range of a nightly run that is done.</summary>
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

    internal RunPart ToPart() => new(int.Parse(RowKey.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture), To, Read, Changed, DoneAt, Content);
}
