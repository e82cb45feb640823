using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Churn.Domain.Shops;

namespace Churn.Domain.Orders;

/// <summary>
/// All that has been said of one order, brought together so that the outcome does not depend on the order or the number of deliveries:
/// <see cref="Merge"/> is commutative, associative and idempotent. The newest version wins; what it leaves out is kept from the newest version
/// that said it; refunds add up by their ids.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>The order as it stands.</summary>
    public required Order Order { get; init; }

    /// <summary>The version of which only refunds or a deletion are known: the order itself has not come.</summary>
    private const long NotKnown = 0;

    /// <summary>The version that named people; 0: none did.</summary>
    public long BuyerVersion { get; init; }

    /// <summary>The version that gave the customer id; 0: none did.</summary>
    public long CustomerVersion { get; init; }

    /// <summary>The version that gave the company id; 0: none did.</summary>
    public long CompanyVersion { get; init; }

    /// <summary>The version that gave the contract's term; 0: none did.</summary>
    public long ContractVersion { get; init; }

    /// <summary>The version that said whether the buyer agreed to be written to; 0: none did.</summary>
    public long ConsentVersion { get; init; }

    /// <summary>The version that gave the lines; 0: none did.</summary>
    public long LinesVersion { get; init; }

    /// <summary>The version with which the order was deleted at the platform; 0: it was not. A newer version brings it back.</summary>
    public long DeletedVersion { get; init; }

    /// <summary>The entry was written while the order moved between buyers, or by a delivery that names others: its claim says more than its place.</summary>
    [JsonIgnore]
    public bool Moved { get; init; }

    /// <summary>The order itself has come, not only a refund or a deletion.</summary>
    [JsonIgnore]
    public bool IsKnown => Order.Version != NotKnown;

    /// <summary>Some version named people.</summary>
    [JsonIgnore]
    public bool IsNamed => !Order.Buyer.IsAnonymous;

    /// <summary>The order as it counts: <see cref="Order"/>, deleted if that was said last.</summary>
    [JsonIgnore]
    public Order Effective => DeletedVersion > Order.Version ? Order with { Status = OrderStatus.Deleted } : Order;

    /// <summary>An entry that knows one delivery.</summary>
    public static LedgerEntry Of(Order order) => new()
    {
        Order = order,
        BuyerVersion = order.Buyer.IsAnonymous ? 0 : order.Version,
        CustomerVersion = order.Buyer.CustomerId is null ? 0 : order.Version,
        CompanyVersion = order.Buyer.CompanyId is null ? 0 : order.Version,
        ContractVersion = order.ContractUntil is null ? 0 : order.Version,
        ConsentVersion = order.Buyer.Consent is null ? 0 : order.Version,
        LinesVersion = order.Lines is null ? 0 : order.Version,
    };

    /// <summary>An entry that knows what was said of an order without the order itself: refunds, or that it was deleted.</summary>
    public static LedgerEntry Of(OrderAmendment amendment) => Nothing(amendment.Shop, amendment.OrderId) is var nothing
        ? nothing with { Order = nothing.Order with { Refunds = amendment.Refunds }, DeletedVersion = amendment.DeletedVersion }
        : nothing;

    /// <summary>An entry that knows nothing of an order but its id.</summary>
    public static LedgerEntry Nothing(ShopId shop, string orderId) => new()
    {
        Order = new Order
        {
            Shop = shop,
            Id = orderId,
            Version = NotKnown,
            PlacedAt = DateTimeOffset.UnixEpoch,
            Currency = "XXX",
            Money = new OrderMoney(),
            Buyer = new OrderBuyer { Identifiers = [IdentityHasher.OfOrder(orderId)] },
        },
    };

    /// <summary>What both entries know together; null: neither is there.</summary>
    public static LedgerEntry? Join(LedgerEntry? one, LedgerEntry? other) => one is null ? other : other is null ? one : one.Merge(other);

    /// <summary>What both entries know together.</summary>
    /// <exception cref="ArgumentException">They are of different orders.</exception>
    public LedgerEntry Merge(LedgerEntry other)
    {
        if (Order.Shop != other.Order.Shop || Order.Id != other.Order.Id)
        {
            throw new ArgumentException("Only entries of the same order of the same shop can be merged.", nameof(other));
        }

        var newest = Newest(Order, other.Order);
        var buyer = NewestBuyer(other);
        var customer = Newest((CustomerVersion, Order.Buyer.CustomerId), (other.CustomerVersion, other.Order.Buyer.CustomerId));
        var company = Newest((CompanyVersion, Order.Buyer.CompanyId), (other.CompanyVersion, other.Order.Buyer.CompanyId));
        var contract = Latest((ContractVersion, Order.ContractUntil), (other.ContractVersion, other.Order.ContractUntil));
        var consent = Newest((ConsentVersion, Order.Buyer.Consent), (other.ConsentVersion, other.Order.Buyer.Consent));
        var lines = NewestLines(other);
        return new LedgerEntry
        {
            Order = newest with
            {
                Refunds = Union(Order.Refunds, other.Order.Refunds),
                Lines = lines.Lines,
                ContractUntil = contract.Until,
                Buyer = new OrderBuyer
                {
                    Identifiers = buyer.Identifiers,
                    CustomerId = customer.Value,
                    CompanyId = company.Value,
                    Consent = consent.Value,
                },
            },
            BuyerVersion = buyer.Version,
            CustomerVersion = customer.Version,
            CompanyVersion = company.Version,
            ContractVersion = contract.Version,
            ConsentVersion = consent.Version,
            LinesVersion = lines.Version,
            DeletedVersion = Math.Max(DeletedVersion, other.DeletedVersion),
            Moved = Moved || other.Moved,
        };
    }

    // Two deliveries of one version that differ: either choice would do, but it must be the same one everywhere.
    private static Order Newest(Order left, Order right) => left.Version != right.Version
        ? (left.Version > right.Version ? left : right)
        : string.CompareOrdinal(Core(left), Core(right)) >= 0 ? left : right;

    private static string Core(Order order) => JsonSerializer.Serialize(
        order with { Refunds = Order.NoRefunds, Lines = null, ContractUntil = null, Buyer = new OrderBuyer { Identifiers = [] } }, OrderJson.Options);

    private static (long Version, string? Value) Newest((long Version, string? Value) left, (long Version, string? Value) right) =>
        left.Version != right.Version
            ? (left.Version > right.Version ? left : right)
            : string.CompareOrdinal(left.Value, right.Value) >= 0 ? left : right;

    private static (long Version, DateOnly? Until) Latest((long Version, DateOnly? Until) left, (long Version, DateOnly? Until) right) =>
        left.CompareTo(right) >= 0 ? left : right;

    private (long Version, ImmutableSortedSet<Identifier> Identifiers) NewestBuyer(LedgerEntry other)
    {
        var (left, right) = ((BuyerVersion, Order.Buyer.Identifiers), (other.BuyerVersion, other.Order.Buyer.Identifiers));
        return left.BuyerVersion != right.BuyerVersion ? (left.BuyerVersion > right.BuyerVersion ? left : right)
            : string.CompareOrdinal(string.Join(' ', left.Identifiers), string.Join(' ', right.Identifiers)) >= 0 ? left : right;
    }

    // Of one version's two answers the refusal stands.
    private static (long Version, bool? Value) Newest((long Version, bool? Value) left, (long Version, bool? Value) right) =>
        left.Version != right.Version ? (left.Version > right.Version ? left : right) : left.Value == false ? left : right;

    private (long Version, ImmutableArray<OrderLine>? Lines) NewestLines(LedgerEntry other)
    {
        if (LinesVersion != other.LinesVersion)
        {
            return LinesVersion > other.LinesVersion ? (LinesVersion, Order.Lines) : (other.LinesVersion, other.Order.Lines);
        }

        var left = JsonSerializer.Serialize(Order.Lines, OrderJson.Options);
        var right = JsonSerializer.Serialize(other.Order.Lines, OrderJson.Options);
        return (LinesVersion, string.CompareOrdinal(left, right) >= 0 ? Order.Lines : other.Order.Lines);
    }

    private static ImmutableSortedDictionary<string, long> Union(ImmutableSortedDictionary<string, long> left, ImmutableSortedDictionary<string, long> right)
    {
        var union = left.ToBuilder();
        foreach (var (id, amount) in right)
        {
            union[id] = union.TryGetValue(id, out var known) ? Math.Max(known, amount) : amount;
        }

        return union.ToImmutable();
    }
}
