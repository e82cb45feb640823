using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Testing.Identity;

/// <summary>
/// A random history of a few people: orders whose versions name different people, amendments, customers that the platform merges, shared
/// identifiers, undone merges, and erasures.
/// </summary>
public sealed class IdentityHistory
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Shop _shop;
    private readonly Random _random;
    private readonly ImmutableArray<Identifier> _people;
    private readonly List<IdentityMessage> _messages = [];
    private readonly Dictionary<string, DateTimeOffset> _placed = new(StringComparer.Ordinal);

    public IdentityHistory(Shop shop, Random random)
    {
        (_shop, _random) = (shop, random);
        var isSmall = Chance(0.25); // A small history has few people and many acts.
        _people = [.. "abcdefg"[..(isSmall ? OneOf(2, 3) : OneOf(3, 3, 4, 5, 7))].Select(PersonOf)];
        AddOrders(isSmall);
        if (Chance(isSmall ? 0.7 : 0.35))
        {
            AddLinks();
        }

        var kind = random.NextDouble(); // Decides which acts the history has: none, marks, erasures, or all.
        if (kind is > 0.2 and < 0.6 or > 0.85)
        {
            AddMarks();
        }

        if (kind > 0.6)
        {
            AddErasures();
        }
    }

    public IReadOnlyList<IdentityMessage> Messages => _messages;

    /// <summary>When each order was placed.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Placed => _placed;

    /// <summary>Every name that the identity table can have.</summary>
    public IEnumerable<Identifier> Identifiers =>
        _people.Concat(_messages.OfType<IdentityMessage.Linked>().Select(link => link.Link)).Distinct();

    public override string ToString() => string.Join(Environment.NewLine, _messages);

    private void AddOrders(bool isSmall)
    {
        var twins = OneOf(0, 0.15, 0.6); // The share of versions of which two different deliveries exist.
        for (var (number, count) = (0, _random.Next(1, isSmall ? 3 : 6)); number < count; number++)
        {
            var id = $"#{number}";
            _placed[id] = Start.AddDays(Day());
            var group = Chance(0.12) ? [] : Some(1, 1, 2, 2, 3);
            var step = OneOf(1, TimeSpan.TicksPerHour); // Decides whether a later version counts as late.
            for (var (version, versions) = (1, isSmall ? OneOf(2, 3) : OneOf(1, 1, 2, 3)); version <= versions; version++)
            {
                group = version > 1 && Chance(0.5) ? Chance(0.15) ? [] : Some(1, 1, 2) : group;
                Say(id, version, step, "", group);
                for (var (twin, more) = (1, Chance(twins) ? OneOf(1, 1, 2) : 0); twin <= more; twin++)
                {
                    Say(id, version, step, $"-{twin}", Chance(0.15) ? [] : Some(1, 1, 2));
                }
            }

            if (Chance(0.2))
            {
                Amend(id, Chance(0.5) ? VersionOf(id, 2, step) : 0);
            }
        }
    }

    private void AddLinks()
    {
        for (var count = OneOf(1, 1, 2); count > 0; count--)
        {
            var pair = _random.GetItems(_people.AsSpan(), 1)[0] is var one ? (one, OneOf([.. _people.Remove(one)])) : default;
            _messages.Add(new IdentityMessage.Linked(pair.one, pair.Item2, Start.AddDays(Day())));
        }
    }

    private void AddMarks()
    {
        Identifier[] all = [.. Identifiers];
        for (var count = OneOf(0, 1, 1, 2); count > 0; count--)
        {
            _messages.Add(new IdentityMessage.Shared(OneOf(all)));
        }

        if (Chance(1 / 3.0))
        {
            _messages.Add(new IdentityMessage.Unmerged(OneOf([.. _people])));
        }
    }

    private void AddErasures()
    {
        for (var count = OneOf(1, 1, 1, 2); count > 0; count--)
        {
            ImmutableSortedSet<string> orders = Chance(0.25) ? [OneOf([.. _placed.Keys])] : [];
            _messages.Add(new IdentityMessage.Erased(Some(1, 1, 2), orders, Start.AddDays(_random.Next(2, 11))));
        }
    }

    private void Say(string id, int version, long step, string twin, ImmutableSortedSet<Identifier> named)
    {
        var key = $"v{version.ToString(CultureInfo.InvariantCulture)}{twin}";
        var order = new Order
        {
            Shop = _shop.Id,
            Id = id,
            Version = VersionOf(id, version, step),
            PlacedAt = _placed[id],
            Status = OrderStatus.Paid,
            Currency = _shop.Currency,
            Money = OrderMoney.FromTotal(1_000 * Day(), 0, 0, 0),
            Refunds = Order.NoRefunds.Add(key, 1),
            Buyer = new OrderBuyer { Identifiers = named.IsEmpty ? [IdentityHasher.OfOrder(id)] : named },
        };
        _messages.Add(new IdentityMessage.Said(key, named, LedgerEntry.Of(order)));
    }

    private void Amend(string id, long deleted)
    {
        var amendment = new OrderAmendment
        {
            Shop = _shop.Id,
            OrderId = id,
            Refunds = Order.NoRefunds.Add("refund", 1),
            DeletedVersion = deleted,
        };
        _messages.Add(new IdentityMessage.Said("refund", [], LedgerEntry.Of(amendment)));
    }

    private long VersionOf(string id, int version, long step) => _placed[id].UtcTicks + ((version - 1) * step);

    // The kind is drawn too, so that a buyer's id is sometimes made of an address and sometimes of a platform's number.
    private Identifier PersonOf(char letter) => IdentityHasher.Hash(
        _shop, 0, OneOf(IdentifierKind.Email, IdentifierKind.Phone, IdentifierKind.PlatformCustomer), letter.ToString());

    private ImmutableSortedSet<Identifier> Some(params int[] sizes)
    {
        var all = _people.ToArray();
        _random.Shuffle(all);
        return [.. all.Take(OneOf(sizes))];
    }

    private int Day() => _random.Next(1, 10);

    private bool Chance(double share) => _random.NextDouble() < share;

    private T OneOf<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
