using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Offers;

/// <summary>An offer that a buyer is ready for. docs/tables.md says what each column means.</summary>
public sealed class OfferEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Kind { get; set; } = "";

    public string Buyer { get; set; } = "";

    public string Episode { get; set; } = "";

    public string? CustomerId { get; set; }

    public string FlaggedOn { get; set; } = "";

    public string ExpiresOn { get; set; } = "";

    public string ClosesOn { get; set; } = "";

    public string Reasons { get; set; } = "";

    public string State { get; set; } = "";

    public bool First { get; set; }

    public string? SentOn { get; set; }

    public string? RedeemedOn { get; set; }

    public long Discount { get; set; }

    public string? ClosedOn { get; set; }

    public int Orders { get; set; }

    public long Value { get; set; }

    public bool Excluded { get; set; }

    internal static OfferEntity Of(Offer offer) => new()
    {
        PartitionKey = offer.Buyer.Shop.Value,
        RowKey = offer.Id,
        ETag = offer.ETag is null ? default : new ETag(offer.ETag),
        Kind = offer.Kind.ToString(),
        Buyer = offer.Buyer.Buyer.Value,
        Episode = offer.Episode,
        CustomerId = offer.CustomerId,
        FlaggedOn = Day.Write(offer.FlaggedOn),
        ExpiresOn = Day.Write(offer.ExpiresOn),
        ClosesOn = Day.Write(offer.ClosesOn),
        Reasons = ReasonJson.Write(offer.Reasons),
        State = offer.State.ToString(),
        First = offer.First,
        SentOn = Day.Write(offer.SentOn),
        RedeemedOn = Day.Write(offer.RedeemedOn),
        Discount = offer.Discount,
        ClosedOn = Day.Write(offer.Outcome?.ClosedOn),
        Orders = offer.Outcome?.Orders ?? 0,
        Value = offer.Outcome?.Value ?? 0,
        Excluded = offer.Outcome?.Excluded ?? false,
    };

    internal Offer ToOffer(ShopId shop) => new()
    {
        Buyer = new BuyerKey(shop, new BuyerId(Buyer)),
        Kind = Enum.Parse<OfferKind>(Kind),
        Episode = Episode,
        CustomerId = CustomerId,
        FlaggedOn = Day.Read(FlaggedOn),
        ExpiresOn = Day.Read(ExpiresOn),
        ClosesOn = Day.Read(ClosesOn),
        Reasons = ReasonJson.Read(Reasons),
        State = Enum.Parse<OfferState>(State),
        First = First,
        SentOn = Day.ReadOptional(SentOn),
        RedeemedOn = Day.ReadOptional(RedeemedOn),
        Discount = Discount,
        Outcome = Day.ReadOptional(ClosedOn) is { } closed ? new OfferOutcome(closed, Orders, Value, Excluded) : null,
        ETag = ETag.ToString(),
    };
}
