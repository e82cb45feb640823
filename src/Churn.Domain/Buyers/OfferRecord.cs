using System.Globalization;

namespace Churn.Domain.Buyers;

/// <summary>What a buyer's row remembers of an offer, so that deciding about the next offer needs no other row.</summary>
public sealed record OfferRecord
{
    public required OfferKind Kind { get; init; }

    public required string Episode { get; init; }

    /// <summary>The buyer's id when the offer was flagged. With kind and episode it makes the offer's id.</summary>
    public required BuyerId Of { get; init; }

    public required DateOnly FlaggedOn { get; init; }

    public required DateOnly ExpiresOn { get; init; }

    public required DateOnly ClosesOn { get; init; }

    public bool HeldOut { get; init; }

    /// <summary>Whether this is the buyer's first offer of the kind.</summary>
    public bool First { get; init; }

    /// <summary>The outcome is known, or it will never be looked up.</summary>
    public bool Closed { get; init; }

    /// <summary>
    /// The offer was made to another buyer, with whom this buyer was merged until the merge was undone. It is not made again here, and its
    /// outcome is looked up with the other buyer. If the two are merged again, the offer is the merged buyer's own.
    /// </summary>
    public bool Elsewhere { get; init; }

    /// <summary>Whether this row has nothing left to do for the offer.</summary>
    public bool IsOver => Closed || Elsewhere;

    /// <summary>The buyer used the offer. Noted of referrals only: a buyer who brings a friend is an advocate of the shop.</summary>
    public bool Redeemed { get; init; }

    /// <summary>The reasons as JSON until the offer's own row is written; null from then on.</summary>
    public string? Pending { get; init; }

    public string EpisodeKey => $"{OfferKinds.NameOf(Kind)}:{Episode}";

    public string Id => OfferKinds.IdOf(Kind, Of, Episode);

    /// <summary>The text form: fields separated by commas. The reasons contain commas, so they come last.</summary>
    public override string ToString()
    {
        var flags = $"{(HeldOut ? "h" : "")}{(First ? "f" : "")}{(Closed ? "c" : "")}{(Redeemed ? "r" : "")}{(Elsewhere ? "e" : "")}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{EpisodeKey},{Of.Value},{FlaggedOn.DayNumber},{ExpiresOn.DayNumber},{ClosesOn.DayNumber},{flags},{Pending}");
    }

    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static OfferRecord Parse(string text)
    {
        var fields = text.Split(',', 7);
        var key = fields[0].Split(':', 2);
        if (fields.Length != 7 || key.Length != 2 || !Enum.TryParse<OfferKind>(key[0], ignoreCase: true, out var kind))
        {
            throw new FormatException("A buyer's row remembers an offer that cannot be read.");
        }

        return new OfferRecord
        {
            Kind = kind,
            Episode = key[1],
            Of = new BuyerId(fields[1]),
            FlaggedOn = ReadDay(fields[2]),
            ExpiresOn = ReadDay(fields[3]),
            ClosesOn = ReadDay(fields[4]),
            HeldOut = fields[5].Contains('h', StringComparison.Ordinal),
            First = fields[5].Contains('f', StringComparison.Ordinal),
            Closed = fields[5].Contains('c', StringComparison.Ordinal),
            Redeemed = fields[5].Contains('r', StringComparison.Ordinal),
            Elsewhere = fields[5].Contains('e', StringComparison.Ordinal),
            Pending = fields[6].Length == 0 ? null : fields[6],
        };
    }

    private static DateOnly ReadDay(string number) => DateOnly.FromDayNumber(int.Parse(number, CultureInfo.InvariantCulture));
}

/// <summary>What the ledger says of an offer after its window, for treated and held-out buyers alike.</summary>
/// <param name="ClosedOn">The shop's day on which it was looked up.</param>
/// <param name="Orders">Purchases from the day after the flagging to the end of the window.</param>
/// <param name="Value">The purchases' net value in the shop's currency, minor units, less what was refunded by then.</param>
/// <param name="Excluded">
/// Whether the offer is left out of the uplift: a merge brought both arms of the kind together, or the offer was withdrawn as a duplicate.
/// </param>
public readonly record struct OfferOutcome(DateOnly ClosedOn, int Orders, long Value, bool Excluded);

/// <summary>How far an offer has come.</summary>
public enum OfferState
{
    /// <summary>To be sent.</summary>
    Ready,

    /// <summary>Never to be sent: the buyer shows what happens without the offer.</summary>
    HeldOut,

    /// <summary>The shop's tool reported that it sent the offer.</summary>
    Sent,

    /// <summary>The shop's tool reported that the buyer used the offer.</summary>
    Redeemed,

    /// <summary>Its outcome window has passed, or it was withdrawn.</summary>
    Closed,

    /// <summary>Its outcome window has passed, and no tool reported that it was sent.</summary>
    Expired,
}
