using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>An offer that a buyer is ready for.</summary>
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

    public string Reasons { get; set; } = "";

    internal static OfferEntity Of(Offer offer) => new()
    {
        PartitionKey = offer.Buyer.Shop.Value,
        RowKey = offer.Id,
        Kind = offer.Kind.ToString(),
        Buyer = offer.Buyer.Buyer.Value,
        Episode = offer.Episode,
        CustomerId = offer.CustomerId,
        FlaggedOn = Day.Write(offer.FlaggedOn),
        ExpiresOn = Day.Write(offer.ExpiresOn),
        Reasons = ReasonJson.Write(offer.Reasons),
    };

    internal Offer ToOffer(ShopId shop) => new()
    {
        Buyer = new BuyerKey(shop, new BuyerId(Buyer)),
        Kind = Enum.Parse<OfferKind>(Kind),
        Episode = Episode,
        CustomerId = CustomerId,
        FlaggedOn = Day.Read(FlaggedOn),
        ExpiresOn = Day.Read(ExpiresOn),
        Reasons = ReasonJson.Read(Reasons),
    };
}
