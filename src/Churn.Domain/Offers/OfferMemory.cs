using System.Collections.Immutable;

namespace Churn.Domain.Offers;

/// <summary>All that a buyer was offered. Two memories can be joined in any order and any number of times.</summary>
public sealed class OfferMemory : IEquatable<OfferMemory>
{
    /// <summary>Offers a row remembers at most: the ones whose outcome is known are forgotten first, the oldest of them first.</summary>
    public const int MaxMemos = 80;

    private readonly ImmutableSortedDictionary<string, OfferMemo> _memos;

    private OfferMemory(ImmutableSortedDictionary<string, OfferMemo> memos) => _memos = memos;

    /// <summary>Nothing offered yet.</summary>
    public static OfferMemory None { get; } = new(ImmutableSortedDictionary.Create<string, OfferMemo>(StringComparer.Ordinal));

    /// <summary>By offer id.</summary>
    public IEnumerable<OfferMemo> Memos => _memos.Values;

    /// <summary>Offers whose rows are still to be written.</summary>
    public IEnumerable<OfferMemo> Pending => Memos.Where(memo => memo.Pending is not null);

    public static OfferMemory Of(params IEnumerable<OfferMemo> memos) => memos.Aggregate(None, (memory, memo) => memory.With(memo));

    /// <summary>Whether an episode was flagged, under whatever name the buyer had.</summary>
    public bool Knows(string episodeKey) => Memos.Any(memo => memo.EpisodeKey == episodeKey);

    public bool Has(string id) => _memos.ContainsKey(id);

    /// <summary>The newest of a kind, or null.</summary>
    public OfferMemo? LastOf(OfferKind kind) => Memos.Where(memo => memo.Kind == kind).MaxBy(memo => memo.FlaggedOn);

    /// <summary>Offers to the buyer that are open on a day, tasks for the staff left out; the held out are kept from others like the treated.</summary>
    public int LiveOn(DateOnly day) => Memos.Count(memo => !memo.IsOver && day <= memo.ExpiresOn && !OfferPolicy.IsTask(memo.Kind));

    /// <summary>Whether the buyer was in both arms of a kind, which a merge can bring about.</summary>
    public bool IsMixed(OfferKind kind) => Memos.Where(memo => memo.Kind == kind).Select(memo => memo.HeldOut).Distinct().Count() > 1;

    /// <summary>With one more, or with another version of it in its place.</summary>
    public OfferMemory With(OfferMemo memo) => Cut(_memos.SetItem(memo.Id, memo));

    public OfferMemory Without(OfferMemo memo) => new(_memos.Remove(memo.Id));

    /// <summary>Only what was flagged after a day, as an erasure wants it.</summary>
    public OfferMemory After(DateOnly day) => new(_memos.RemoveRange(Memos.Where(memo => memo.FlaggedOn <= day).Select(memo => memo.Id)));

    /// <summary>What both remember; of one offer, whatever has come further.</summary>
    public OfferMemory Join(OfferMemory other) => other.Memos.Aggregate(this, (memory, memo) => memory._memos.TryGetValue(memo.Id, out var known)
        ? memory.With(Join(known, memo))
        : memory.With(memo));

    private static OfferMemo Join(OfferMemo known, OfferMemo memo) => known with
    {
        Closed = known.Closed || memo.Closed,
        Redeemed = known.Redeemed || memo.Redeemed,
        Elsewhere = known.Elsewhere && memo.Elsewhere,
        ExpiresOn = known.ExpiresOn < memo.ExpiresOn ? known.ExpiresOn : memo.ExpiresOn, // One of them may have been withdrawn.
        Pending = memo.Pending is null ? null : known.Pending,
    };

    /// <summary>The memory for somebody who was taken for the buyer and is not: nothing is offered again, and the outcomes are the other's.</summary>
    public OfferMemory ForOther() => Of(Memos.Select(memo => memo with { Elsewhere = true, Pending = null }));

    public bool Equals(OfferMemory? other) => other is not null && _memos.Values.SequenceEqual(other._memos.Values);

    public override bool Equals(object? obj) => Equals(obj as OfferMemory);

    public override int GetHashCode() => _memos.Count;

    /// <summary>The memos between spaces; empty: none.</summary>
    public override string ToString() => string.Join(' ', Memos);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static OfferMemory Parse(string? text) => Of((text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(OfferMemo.Parse));

    // Offers that are made once in a lifetime carry "1" as their episode and must never be forgotten.
    private static OfferMemory Cut(ImmutableSortedDictionary<string, OfferMemo> memos) => new(memos.Count <= MaxMemos
        ? memos
        : memos.RemoveRange(memos.Values.Where(memo => memo.IsOver && memo.Episode != OfferDecider.Once)
            .OrderBy(memo => memo.FlaggedOn).Take(memos.Count - MaxMemos).Select(memo => memo.Id)));
}
