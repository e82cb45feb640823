using Azure;
using Azure.Data.Tables;
using Churn.Domain.Operations;

namespace Churn.Storage.Tables.Operations;

/// <summary>A poison message, kept beyond the seven days of its queue.</summary>
public sealed class PoisonedEntity : ITableEntity
{
    /// <summary>The most UTF-16 characters that a string column holds: 64 KiB.</summary>
    private const int ColumnLength = 32 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Kind { get; set; } = "";

    public DateTimeOffset InsertedOn { get; set; }

    public string Text { get; set; } = "";

    /// <summary>The part of the text that does not fit into the first column.</summary>
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

    internal PoisonMessage ToMessage() =>
        new() { Queue = PartitionKey, Id = RowKey, Text = Text + TextRest, InsertedOn = InsertedOn, Kept = true };
}
