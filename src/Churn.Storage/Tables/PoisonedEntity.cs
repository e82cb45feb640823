using Azure;
using Azure.Data.Tables;
using Churn.Domain.Poison;

namespace Churn.Storage.Tables;

/// <summary>A poison message, kept beyond the seven days of its queue.</summary>
public sealed class PoisonedEntity : ITableEntity
{
    /// <summary>UTF-16 characters a string column holds at most: 64 KiB.</summary>
    private const int ColumnLength = 32 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Kind { get; set; } = "";

    public DateTimeOffset InsertedOn { get; set; }

    public string Text { get; set; } = "";

    /// <summary>What of the text does not fit into one column.</summary>
    public string? TextRest { get; set; }

    internal static PoisonedEntity Of(PoisonMessage message) => new()
    {
        PartitionKey = message.Queue,
        RowKey = message.Id,
        Kind = message.Kind.ToString(),
        InsertedOn = message.InsertedOn,
        Text = message.Text.Length <= ColumnLength ? message.Text : message.Text[..ColumnLength],
        TextRest = message.Text.Length <= ColumnLength ? null : message.Text[ColumnLength..],
    };

    internal PoisonMessage ToMessage() => new() { Queue = PartitionKey, Id = RowKey, Text = Text + TextRest, InsertedOn = InsertedOn, Kept = true };
}
