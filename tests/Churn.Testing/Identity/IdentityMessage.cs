using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Testing.Identity;

/// <summary>
/// A message of a history. It may come several times, and in any sequence with the others. Two messages are the same only by reference.
/// </summary>
public abstract class IdentityMessage
{
    /// <summary>A version of an order, or an amendment of it.</summary>
    /// <param name="key">The id of a refund that no other message has. It shows in which entries the message was joined.</param>
    /// <param name="named">The identifiers that it names; empty if it names none.</param>
    /// <param name="entry">The entry that the message makes.</param>
    public sealed class Said(string key, ImmutableSortedSet<Identifier> named, LedgerEntry entry) : IdentityMessage
    {
        public string Key => key;

        public ImmutableSortedSet<Identifier> Named => named;

        public LedgerEntry Entry => entry;

        public string OrderId => entry.Order.Id;

        public override string ToString() =>
            $"{OrderId} {key} version {entry.Order.Version} of {entry.Order.PlacedAt:d MMM} names {string.Join(' ', named)}";
    }

    /// <summary>The platform has merged two customers.</summary>
    public sealed class Linked(Identifier one, Identifier other, DateTimeOffset at) : IdentityMessage
    {
        public ImmutableArray<ImmutableSortedSet<Identifier>> Customers { get; } = [[one], [other]];

        public Identifier Link { get; } = Identifier.Link([one, other]);

        public DateTimeOffset At => at;

        public override string ToString() => $"{Link} links {one} with {other} on {at:d MMM}";
    }

    /// <summary>An operator says that several people share an identifier.</summary>
    public sealed class Shared(Identifier identifier) : IdentityMessage
    {
        public Identifier Identifier => identifier;

        public override string ToString() => $"{identifier} is shared";
    }

    /// <summary>An operator undoes the merge of an identifier's buyer into another buyer.</summary>
    public sealed class Unmerged(Identifier identifier) : IdentityMessage
    {
        public Identifier Identifier => identifier;

        public override string ToString() => $"{identifier} belongs to another person";
    }

    /// <summary>A person has to be erased, and possibly an order.</summary>
    public sealed class Erased(
        ImmutableSortedSet<Identifier> named, ImmutableSortedSet<string> orders, DateTimeOffset before) : IdentityMessage
    {
        public ImmutableSortedSet<Identifier> Named => named;

        public ImmutableSortedSet<string> Orders => orders;

        public DateTimeOffset Before => before;

        public override string ToString() => $"{string.Join(' ', named)} {string.Join(' ', orders)} erased before {before:d MMM}";
    }

    /// <summary>A message that the code of Identity itself has sent.</summary>
    /// <param name="buyer">The buyer to resettle.</param>
    /// <param name="onlyIfLeft">Whether it comes after its sender has ended and only finishes a merge that was left unfinished.</param>
    public sealed class Resettled(BuyerKey buyer, bool onlyIfLeft) : IdentityMessage
    {
        public BuyerKey Buyer => buyer;

        public bool OnlyIfLeft => onlyIfLeft;

        public override string ToString() => $"{buyer.Buyer} is {(onlyIfLeft ? "looked after" : "resettled")}";
    }
}
