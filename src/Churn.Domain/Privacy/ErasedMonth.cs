namespace Churn.Domain.Privacy;

/// <summary>What was erased of one month, without a trace of whose it was.</summary>
/// <param name="Orders">Orders, those that count for nothing included.</param>
/// <param name="Purchases">Orders that were purchases.</param>
/// <param name="NetValue">Their net value in the shop's currency, minor units.</param>
public readonly record struct ErasedMonth(int Orders, int Purchases, long NetValue)
{
    public static ErasedMonth operator +(ErasedMonth left, ErasedMonth right) =>
        new(left.Orders + right.Orders, left.Purchases + right.Purchases, left.NetValue + right.NetValue);
}
