namespace Churn.Domain.Orders;

/// <summary>
/// What an order cost, in minor units of its currency (cents; whole yen). What the buyer was charged is
/// <c>Gross - Discounts + Shipping + Tax</c>; the parts are chosen so that this always holds.
/// </summary>
/// <param name="Gross">Merchandise before discounts, without tax.</param>
/// <param name="Discounts">All discounts, zero or more.</param>
/// <param name="Shipping">Shipping and other charges, tips included, without tax.</param>
/// <param name="Tax">All tax, whether the shop shows it inside its prices or on top.</param>
public readonly record struct OrderMoney(long Gross, long Discounts, long Shipping, long Tax)
{
    /// <summary>What the buyer was charged.</summary>
    public long Total => checked(Gross - Discounts + Shipping + Tax);

    /// <summary>Merchandise after discounts, without tax and shipping.</summary>
    public long Merchandise => checked(Gross - Discounts);

    /// <summary>The money of an order of which only the total and some parts are known: gross is what remains.</summary>
    public static OrderMoney FromTotal(long total, long discounts, long shipping, long tax) =>
        new(checked(total - shipping - tax + discounts), discounts, shipping, tax);
}
