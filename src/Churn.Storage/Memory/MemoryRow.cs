using Azure;

namespace Churn.Storage.Memory;

/// <summary>A row as it stood after one write. It never changes, so a reader may keep it.</summary>
/// <param name="PartitionKey">Null only in a bound, where it means after every partition.</param>
/// <param name="RowKey">Null only in a bound, where it means after every row of the partition.</param>
internal sealed record MemoryRow(string? PartitionKey, string? RowKey)
{
    public static readonly IComparer<MemoryRow> Order = Comparer<MemoryRow>.Create(static (a, b) =>
        Compare(a.PartitionKey, b.PartitionKey) is var order and not 0 ? order : Compare(a.RowKey, b.RowKey));

    public ETag ETag { get; init; }

    public DateTimeOffset Timestamp { get; init; }

    public KeyValuePair<string, object>[] Columns { get; init; } = [];

    /// <summary>The value of a column, of a key or of the time; null if the row has no such column.</summary>
    public object? Find(string name)
    {
        switch (name)
        {
            case nameof(PartitionKey):
                return PartitionKey;
            case nameof(RowKey):
                return RowKey;
            case nameof(Timestamp):
                return Timestamp;
        }

        foreach (var column in Columns)
        {
            if (column.Key == name)
            {
                return column.Value;
            }
        }

        return null;
    }

    private static int Compare(string? a, string? b) =>
        a is null ? (b is null ? 0 : 1) : b is null ? -1 : string.CompareOrdinal(a, b);
}
