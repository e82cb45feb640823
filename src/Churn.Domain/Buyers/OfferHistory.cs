using System.Collections.Immutable;

namespace Churn.Domain.Buyers;

/// <summary>All offers that a buyer got. Two memories can be joined in any order and any number of times.</summary>
public sealed class OfferHistory : IEquatable<OfferHistory>
{
    /// <summary>The most offers that a row remembers. Beyond it, offers whose outcome is known are forgotten, the oldest first.</summary>
    public const int MaxRecords = 80;

    /// <summary>The episode of what is offered once in a lifetime.</summary>
    public const string Once = "1";

    private readonly ImmutableSortedDictionary<string, OfferRecord> _records;

    private OfferHistory(ImmutableSortedDictionary<string, OfferRecord> offerRecords) => _records = offerRecords;

    /// <summary>The memory without any offer.</summary>
    public static OfferHistory None { get; } = new(ImmutableSortedDictionary.Create<string, OfferRecord>(StringComparer.Ordinal));

    /// <summary>The memos, sorted by offer id.</summary>
    public IEnumerable<OfferRecord> Records => _records.Values;

    /// <summary>Offers whose own rows are still to be written.</summary>
    public IEnumerable<OfferRecord> Pending => Records.Where(offerRecord => offerRecord.Pending is not null);

    public static OfferHistory Of(params IEnumerable<OfferRecord> offerRecords) => offerRecords.Aggregate(None, (memory, offerRecord) => memory.With(offerRecord));

    /// <summary>Whether an episode was flagged, under any id that the buyer ever had.</summary>
    public bool Knows(string episodeKey) => Records.Any(offerRecord => offerRecord.EpisodeKey == episodeKey);

    public bool Has(string id) => _records.ContainsKey(id);

    /// <summary>The newest memo of a kind, or null.</summary>
    public OfferRecord? LastOf(OfferKind kind) => Records.Where(offerRecord => offerRecord.Kind == kind).MaxBy(offerRecord => offerRecord.FlaggedOn);

    /// <summary>
    /// Counts the buyer's offers that are open on a day, without tasks for the staff. Held-out offers count too, so that they keep other
    /// offers away as treated ones do.
    /// </summary>
    public int LiveOn(DateOnly day) => Records.Count(offerRecord => !offerRecord.IsOver && day <= offerRecord.ExpiresOn && !OfferKinds.IsTask(offerRecord.Kind));

    /// <summary>Whether the buyer was in both arms of a kind, which can happen by a merge.</summary>
    public bool IsMixed(OfferKind kind) => Records.Where(offerRecord => offerRecord.Kind == kind).Select(offerRecord => offerRecord.HeldOut).Distinct().Count() > 1;

    /// <summary>Adds a memo, or replaces it by a newer version of itself.</summary>
    public OfferHistory With(OfferRecord offerRecord) => Cut(_records.SetItem(offerRecord.Id, offerRecord));

    public OfferHistory Without(OfferRecord offerRecord) => new(_records.Remove(offerRecord.Id));

    /// <summary>Keeps only the offers that were flagged after a day, for an erasure.</summary>
    public OfferHistory After(DateOnly day) => new(_records.RemoveRange(Records.Where(offerRecord => offerRecord.FlaggedOn <= day).Select(offerRecord => offerRecord.Id)));

    /// <summary>Joins two memories. If both know an offer, the version that has come further counts.</summary>
    public OfferHistory Join(OfferHistory other) => other.Records.Aggregate(this, (memory, offerRecord) =>
        memory._records.TryGetValue(offerRecord.Id, out var known) ? memory.With(Join(known, offerRecord)) : memory.With(offerRecord));

    private static OfferRecord Join(OfferRecord known, OfferRecord offerRecord) => known with
    {
        Closed = known.Closed || offerRecord.Closed,
        Redeemed = known.Redeemed || offerRecord.Redeemed,
        Elsewhere = known.Elsewhere && offerRecord.Elsewhere,
        ExpiresOn = known.ExpiresOn < offerRecord.ExpiresOn ? known.ExpiresOn : offerRecord.ExpiresOn, // A withdrawn offer expires earlier.
        Pending = offerRecord.Pending is null ? null : known.Pending,
    };

    /// <summary>
    /// The memory for a buyer who was merged with this one by mistake. No offer is made to that buyer again, and the outcomes stay with
    /// this one.
    /// </summary>
    public OfferHistory ForOther() => Of(Records.Select(offerRecord => offerRecord with { Elsewhere = true, Pending = null }));

    public bool Equals(OfferHistory? other) => other is not null && _records.Values.SequenceEqual(other._records.Values);

    public override bool Equals(object? obj) => Equals(obj as OfferHistory);

    public override int GetHashCode() => _records.Count;

    /// <summary>The text form: the memos separated by spaces; empty if there are none.</summary>
    public override string ToString() => string.Join(' ', Records);

    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    public static OfferHistory Parse(string? text) =>
        Of((text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(OfferRecord.Parse));

    // Offers that are made once in a lifetime have the episode "1" and must never be forgotten.
    private static OfferHistory Cut(ImmutableSortedDictionary<string, OfferRecord> offerRecords) => new(offerRecords.Count <= MaxRecords
        ? offerRecords
        : offerRecords.RemoveRange(offerRecords.Values.Where(offerRecord => offerRecord.IsOver && offerRecord.Episode != Once)
            .OrderBy(offerRecord => offerRecord.FlaggedOn).Take(offerRecords.Count - MaxRecords).Select(offerRecord => offerRecord.Id)));
}
