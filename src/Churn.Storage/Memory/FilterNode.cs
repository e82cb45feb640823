namespace Churn.Storage.Memory;

/// <summary>A piece of a filter.</summary>
internal abstract record FilterNode
{
    public abstract bool Matches(MemoryRow row);

    public sealed record And(FilterNode Left, FilterNode Right) : FilterNode
    {
        public override bool Matches(MemoryRow row) => Left.Matches(row) && Right.Matches(row);
    }

    public sealed record Or(FilterNode Left, FilterNode Right) : FilterNode
    {
        public override bool Matches(MemoryRow row) => Left.Matches(row) || Right.Matches(row);
    }

    public sealed record Not(FilterNode Inner) : FilterNode
    {
        public override bool Matches(MemoryRow row) => !Inner.Matches(row);
    }

    /// <summary>
    /// Compares a column with a value of the same type. A row without the column, or with another type in it, never matches.
    /// </summary>
    public sealed record Comparison(string Column, FilterOperator Operator, object Value) : FilterNode
    {
        public override bool Matches(MemoryRow row) => Compare(row.Find(Column), Value) is { } order && Operator switch
        {
            FilterOperator.Equal => order == 0,
            FilterOperator.NotEqual => order != 0,
            FilterOperator.Greater => order > 0,
            FilterOperator.GreaterOrEqual => order >= 0,
            FilterOperator.Less => order < 0,
            _ => order <= 0,
        };

        private static int? Compare(object? found, object value) => (found, value) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
            (IComparable a, _) when a.GetType() == value.GetType() => a.CompareTo(value),
            _ => null,
        };
    }
}

internal enum FilterOperator
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
