using Azure.Data.Tables;

namespace Churn.Storage.Memory;

/// <summary>A query's filter, and the keys between which its rows lie.</summary>
internal sealed class TableFilter
{
    private static readonly TableFilter All = new(null);

    private readonly FilterNode? _node;

    private TableFilter(FilterNode? node)
    {
        _node = node;
        var (partitions, rows) = (KeyRange.Of(node, nameof(ITableEntity.PartitionKey)), KeyRange.Of(node, nameof(ITableEntity.RowKey)));

        // Row keys narrow the search only within one partition.
        var isOne = partitions.First == partitions.Last;
        First = new MemoryRow(partitions.First, isOne ? rows.First : "");
        Last = new MemoryRow(partitions.Last, isOne ? rows.Last : null);
    }

    /// <summary>No matching row comes before this one.</summary>
    public MemoryRow First { get; }

    /// <summary>No matching row comes after this one.</summary>
    public MemoryRow Last { get; }

    /// <exception cref="Azure.RequestFailedException">The text is not a filter.</exception>
    public static TableFilter Parse(string? text) => string.IsNullOrEmpty(text) ? All : new TableFilter(new FilterParser(text).Parse());

    public bool Matches(MemoryRow row) => _node?.Matches(row) ?? true;

    /// <summary>The values of a key, both included, between which a filter's rows lie.</summary>
    private readonly record struct KeyRange(string First, string? Last)
    {
        private static readonly KeyRange Whole = new("", null);

        public static KeyRange Of(FilterNode? node, string key) => node switch
        {
            FilterNode.And and => Of(and.Left, key).Meet(Of(and.Right, key)),
            FilterNode.Comparison { Value: string value } comparison when comparison.Column == key => comparison.Operator switch
            {
                FilterOperator.Equal => new KeyRange(value, value),
                FilterOperator.Greater or FilterOperator.GreaterOrEqual => new KeyRange(value, null),
                FilterOperator.Less or FilterOperator.LessOrEqual => new KeyRange("", value),
                _ => Whole,
            },
            _ => Whole,
        };

        private KeyRange Meet(KeyRange other) => new(
            string.CompareOrdinal(First, other.First) > 0 ? First : other.First,
            Last is null ? other.Last : other.Last is null || string.CompareOrdinal(Last, other.Last) < 0 ? Last : other.Last);
    }
}
