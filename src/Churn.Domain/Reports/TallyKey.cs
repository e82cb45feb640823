namespace Churn.Domain.Reports;

/// <summary>What is counted: a section and up to two numbers, whose meaning the section gives.</summary>
internal readonly record struct TallyKey(TallySection Section, long A, long B = 0) : IComparable<TallyKey>
{
    public int CompareTo(TallyKey other) =>
        Section != other.Section ? Section.CompareTo(other.Section)
        : A != other.A ? A.CompareTo(other.A)
        : B.CompareTo(other.B);
}
