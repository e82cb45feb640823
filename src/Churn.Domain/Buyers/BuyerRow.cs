namespace Churn.Domain.Buyers;

/// <summary>What a point read of a buyer's row found: a buyer, an alias, or neither.</summary>
public readonly record struct BuyerRow(Buyer? Buyer, BuyerAlias? Alias)
{
    public static BuyerRow Missing => default;
}
