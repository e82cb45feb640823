using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Privacy;

namespace Churn.Domain.Buyers;

/// <summary>What came of claiming an order's identifiers, strongest first.</summary>
internal sealed class IdentifierClaims(LocatedBuyer guess, ImmutableSortedDictionary<Identifier, DateTimeOffset> erasures)
{
    /// <summary>Whoever stands under the id that the strongest makes.</summary>
    public LocatedBuyer Guess { get; } = guess;

    /// <summary>Who has the strongest; null: not asked yet, or several people share it.</summary>
    public LocatedBuyer? Home { get; private set; }

    /// <summary>Everybody whom the identifiers belong to. Where nobody stands under the strongest one's id, an alias shall: the next order is found by it.</summary>
    public IReadOnlySet<BuyerId> Owners => Guess.Buyer is null or { IsNobody: true } ? _owners.Add(Guess.Key.Buyer) : _owners;

    /// <summary>Those that several people share.</summary>
    public ImmutableSortedSet<Identifier> Shared { get; private set; } = [];

    /// <summary>Tombstones that were met.</summary>
    public ImmutableSortedDictionary<Identifier, DateTimeOffset> Erasures { get; private set; } = erasures;

    private ImmutableSortedSet<BuyerId> _owners = [];

    public void Share(Identifier identifier) => Shared = Shared.Add(identifier);

    public void Note(Identifier identifier, IdentifierOwner owner)
    {
        Erasures = owner.ErasedBefore is { } before ? Erasures.Join(Tombstones.None.Add(identifier, before)) : Erasures;
        Shared = owner.Shared ? Shared.Add(identifier) : Shared;
    }

    public void Own(LocatedBuyer owner)
    {
        Home ??= owner;
        _owners = _owners.Add(owner.Key.Buyer);
    }

    /// <summary>Up to when the orders of an identifier that was claimed are erased; null: they are not.</summary>
    public DateTimeOffset? ErasedBefore(Identifier identifier) => Shared.Contains(identifier) || !Erasures.TryGetValue(identifier, out var before) ? null : before;
}
