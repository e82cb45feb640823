using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>What a buyer's row remembers of an offer, so that deciding about the next needs no other row.</summary>
public sealed record OfferMemo
{
    public required OfferKind Kind { get; init; }

    public required string Episode { get; init; }

    /// <summary>The buyer's id when it was flagged: with kind and episode, the offer's id.</summary>
    public required BuyerId Of { get; init; }

    public required DateOnly FlaggedOn { get; init; }

    public required DateOnly ExpiresOn { get; init; }

    public required DateOnly ClosesOn { get; init; }

    public bool HeldOut { get; init; }

    /// <summary>The buyer's first of this kind.</summary>
    public bool First { get; init; }

    /// <summary>The outcome is known, or nobody will ask for it.</summary>
    public bool Closed { get; init; }

    /// <summary>
    /// Made to somebody whom this buyer was taken for, when a merge was undone: it is not made again, but its outcome is looked up there. Were the two to
    /// become one again, it is their own.
    /// </summary>
    public bool Elsewhere { get; init; }

    /// <summary>Nothing is open about it here.</summary>
    public bool IsOver => Closed || Elsewhere;

    /// <summary>The buyer used it; noted of referrals alone, for who brings a friend is an advocate of the shop.</summary>
    public bool Redeemed { get; init; }

    /// <summary>Why, as JSON, until the offer's own row has been written; null from then on.</summary>
    public string? Pending { get; init; }

    public string EpisodeKey => $"{Offer.Name(Kind)}:{Episode}";

    public string Id => Offer.IdOf(Kind, Of, Episode);

    /// <summary>The offer's own row.</summary>
    public Offer ToOffer(Buyer buyer) => new()
    {
        Buyer = buyer.Key with { Buyer = Of },
        Kind = Kind,
        Episode = Episode,
        CustomerId = buyer.Facts.CustomerId,
        FlaggedOn = FlaggedOn,
        ExpiresOn = ExpiresOn,
        ClosesOn = ClosesOn,
        Reasons = Pending is null ? [] : ReasonJson.Read(Pending),
        State = HeldOut ? OfferState.HeldOut : OfferState.Ready,
        First = First,
    };

    /// <summary>Fields between commas; the reasons, which hold commas, come last.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{EpisodeKey},{Of.Value},{FlaggedOn.DayNumber},{ExpiresOn.DayNumber},{ClosesOn.DayNumber},{(HeldOut ? "h" : "")}{(First ? "f" : "")}{(Closed ? "c" : "")}{(Redeemed ? "r" : "")}{(Elsewhere ? "e" : "")},{Pending}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It did not write this.</exception>
    public static OfferMemo Parse(string text)
    {
        var fields = text.Split(',', 7);
        var key = fields[0].Split(':', 2);
        if (fields.Length != 7 || key.Length != 2 || !Enum.TryParse<OfferKind>(key[0], ignoreCase: true, out var kind))
        {
            throw new FormatException("A buyer's row remembers an offer that cannot be read.");
        }

        return new OfferMemo
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
