using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tables.Reports;

/// <summary>A shop's report of a day. docs/tables.md says what each column means.</summary>
public sealed class ReportEntity : ITableEntity
{
    /// <summary>The most bytes that are put into a column; Azure takes 64 KiB.</summary>
    private const int ColumnBytes = 64_000;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string AsOf { get; set; } = "";

    public byte[] Content { get; set; } = [];

    public byte[]? Content1 { get; set; }

    public byte[]? Content2 { get; set; }

    public byte[]? Content3 { get; set; }

    public byte[]? Content4 { get; set; }

    public byte[]? Content5 { get; set; }

    public byte[]? Content6 { get; set; }

    public byte[]? Content7 { get; set; }

    /// <exception cref="InvalidOperationException">The bytes do not fit into one row.</exception>
    internal void Put(byte[] content)
    {
        var parts = content.Chunk(ColumnBytes).ToList();
        if (parts.Count > 8)
        {
            throw new InvalidOperationException($"The report of {PartitionKey} for {AsOf} is over {8 * ColumnBytes} bytes.");
        }

        byte[]? Part(int i) => i < parts.Count ? parts[i] : null;
        (Content, Content1, Content2, Content3) = (Part(0) ?? [], Part(1), Part(2), Part(3));
        (Content4, Content5, Content6, Content7) = (Part(4), Part(5), Part(6), Part(7));
    }

    internal byte[] Take() =>
    [
        .. new[] { Content, Content1, Content2, Content3, Content4, Content5, Content6, Content7 }.SelectMany(part => part ?? []),
    ];
}
