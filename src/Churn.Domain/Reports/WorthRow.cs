namespace Churn.Domain.Reports;

/// <summary>Buyers of equal worth.</summary>
/// <param name="DaysSinceLast">Days since the last purchase, 0 or more.</param>
/// <param name="Purchases">Purchase days, 1 or more.</param>
/// <param name="NetValue">Of all purchases, minor units; negative when more was refunded than bought.</param>
/// <param name="Buyers">How many, 1 or more; no part of the order.</param>
internal readonly record struct WorthRow(int DaysSinceLast, int Purchases, long NetValue, int Buyers) : IComparable<WorthRow>
{
    public int CompareTo(WorthRow other) =>
        DaysSinceLast != other.DaysSinceLast ? DaysSinceLast.CompareTo(other.DaysSinceLast)
        : Purchases != other.Purchases ? Purchases.CompareTo(other.Purchases)
        : NetValue.CompareTo(other.NetValue);
}
