using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Makes random order histories of a few people who order under several identifiers, with edits, cancellations and refunds.
/// </summary>
public static class OrderHistories
{
    private const string SharedPhone = "+493099999999";

    /// <summary>Returns all deliveries of a history in the sequence in which a platform sends them if nothing goes wrong.</summary>
    /// <param name="random">Draws everything.</param>
    /// <param name="people">The number of people who order.</param>
    /// <param name="orders">The number of different orders.</param>
    /// <param name="changingBuyers">
    /// Whether orders may name no one at first, and edits may name other identifiers, more, fewer, or none.
    /// </param>
    /// <param name="editedOneIn">One order in this many changes after it was placed.</param>
    /// <param name="sharing">
    /// Whether some orders name an address or a telephone that several people use: one of <see cref="SharedOnes"/>.
    /// </param>
    public static List<Order> InOrder(
        Shop shop,
        Random random,
        int people,
        int orders,
        bool changingBuyers = false,
        int editedOneIn = 4,
        bool sharing = false)
    {
        var deliveries = new List<Order>();
        for (var id = 0; id < orders; id++)
        {
            var person = random.Next(people);
            var order = First(shop, random, person, id, anonymous: changingBuyers && random.Next(5) == 0, sharing);
            deliveries.Add(order);
            for (var edits = random.Next(editedOneIn) == 0 ? random.Next(1, 4) : 0; edits > 0; edits--)
            {
                order = changingBuyers && random.Next(2) == 0
                    ? ChangeBuyer(shop, order, random, random.Next(3) == 0 ? random.Next(people) : person, sharing)
                    : Edit(order, random);
                deliveries.Add(order);
            }
        }

        return [.. deliveries.OrderBy(delivery => delivery.Version)];
    }

    /// <summary>Returns refunds and deletions of a tenth of the orders, without their buyers.</summary>
    public static List<OrderAmendment> Amendments(IEnumerable<Order> deliveries, Random random) =>
    [
        .. deliveries.DistinctBy(order => order.Id).Where(_ => random.Next(10) == 0).Select(order => new OrderAmendment
        {
            Shop = order.Shop,
            OrderId = order.Id,
            Refunds = Order.NoRefunds.SetItem($"r{random.Next(4)}", random.Next(1, 80) * 100),
            DeletedVersion = random.Next(3) == 0 ? order.Version + random.NextInt64(2 * TimeSpan.TicksPerDay) : 0,
        }),
    ];

    /// <summary>Returns links between customers that the platform says are one person. Often there are none.</summary>
    public static List<BuyerLink> Links(Shop shop, Random random, int people) =>
    [
        .. Enumerable.Range(0, people).Where(_ => random.Next(6) == 0).Select(person => new BuyerLink
        {
            Shop = shop.Id,
            Customers =
            [
                [.. IdentityHasher.OfCustomer(shop, $"{person}")],
                [.. IdentityHasher.OfCustomer(shop, $"{(person + 1) % people}")],
            ],
        }),
    ];

    /// <summary>Returns the two addresses and the telephone that several people use.</summary>
    public static ImmutableSortedSet<Identifier> SharedOnes(Shop shop) =>
        [.. new[] { 0, 1 }.SelectMany(number => IdentityHasher.Identify(shop, "", SharedEmail(number), SharedPhone, null).Identifiers)];

    /// <summary>Returns the same deliveries shuffled, with the given share of them repeated.</summary>
    public static T[] Disturbed<T>(IReadOnlyList<T> deliveries, Random random, double repeated = 0.1)
    {
        var disturbed = deliveries.Concat(deliveries.Where(_ => random.NextDouble() < repeated)).ToArray();
        random.Shuffle(disturbed);
        return disturbed;
    }

    // A person has two addresses, a phone and a customer number. An order names one to three of them, so that orders connect identifiers
    // that other orders kept apart.
    private static Order First(Shop shop, Random random, int person, int id, bool anonymous, bool sharing)
    {
        var placed = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(600 * 24 * 60));
        var text = placed.ToString("O", CultureInfo.InvariantCulture);
        return AnOrder.Of(shop, $"{id}", text, total: random.Next(12) == 0 ? 0 : random.Next(1, 200) * 100) with
        {
            Buyer = BuyerOf(shop, $"{id}", random, person, anonymous ? 0 : random.Next(1, 8), sharing),
            Test = random.Next(25) == 0,
            Subscription = random.Next(10) == 0,
            Channel = (OrderChannel)random.Next(4),
        };
    }

    private static OrderBuyer BuyerOf(Shop shop, string id, Random random, int person, int shows, bool sharing) => IdentityHasher.Identify(
        shop,
        id,
        (shows & 1) == 0 ? null
            : sharing && random.Next(2) == 0 ? SharedEmail(random.Next(2))
            : $"person{person}{(random.Next(3) == 0 ? "b" : "")}@example.org",
        (shows & 2) == 0 ? null : sharing && random.Next(2) == 0 ? SharedPhone : $"+49301234{person:00}",
        (shows & 4) != 0 ? $"{person}" : null);

    private static string SharedEmail(int number) => $"family{number}@example.org";

    private static Order ChangeBuyer(Shop shop, Order order, Random random, int person, bool sharing) => order with
    {
        Version = order.Version + random.NextInt64(TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay),
        Buyer = BuyerOf(shop, order.Id, random, person, random.Next(8), sharing),
    };

    private static Order Edit(Order order, Random random)
    {
        var later = order with { Version = order.Version + random.NextInt64(TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay) };
        return random.Next(4) switch
        {
            0 => later with { Status = OrderStatus.Cancelled },
            1 => later with { Refunds = later.Refunds.SetItem($"r{random.Next(3)}", random.Next(1, 50) * 100) },
            2 => later with { Money = OrderMoney.FromTotal(random.Next(1, 100) * 100, 0, 0, 0) },
            _ => later with { PlacedAt = later.PlacedAt.AddMinutes(-random.Next(100_000)) },
        };
    }
}
