using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Feedback;
using Churn.Domain.Identities;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>Between buyers and their rows; the same buyer is always the same columns.</summary>
internal static class BuyerMapping
{
    public static BuyerEntity ToEntity(Buyer buyer)
    {
        var facts = buyer.Facts;
        return new BuyerEntity
        {
            PartitionKey = Keys.Partition(buyer.Key),
            RowKey = Keys.Buyer(buyer.Key.Buyer),
            ETag = buyer.ETag is null ? default : new ETag(buyer.ETag),
            Orders = facts.Orders,
            LastPlacedAtTicks = facts.Last?.PlacedAtTicks ?? 0,
            LastOrderId = facts.Last?.OrderId,
            PurchaseOrders = facts.PurchaseOrders,
            PurchaseDays = facts.PurchaseDays,
            FirstPurchase = Day.Write(facts.FirstPurchase),
            LastPurchase = Day.Write(facts.LastPurchase),
            SquaredGaps = facts.SquaredGaps,
            NetValue = facts.NetValue,
            DiscountedOrders = facts.DiscountedOrders,
            GiftOrders = facts.GiftOrders,
            ForeignCurrencyOrders = facts.ForeignCurrencyOrders,
            CancelledOrders = facts.CancelledOrders,
            Refunded = facts.Refunded,
            LastSubscriptionPurchase = Day.Write(facts.LastSubscriptionPurchase),
            SecondPurchase = Day.Write(facts.SecondPurchase),
            OwnPurchaseDays = facts.OwnPurchaseDays,
            FirstOwnPurchase = Day.Write(facts.FirstOwnPurchase),
            LastOwnPurchase = Day.Write(facts.LastOwnPurchase),
            OwnSquaredGaps = facts.OwnSquaredGaps,
            LastGapDays = facts.LastGapDays,
            DeliveryFees = facts.DeliveryFees,
            FirstSubscriptionPurchase = Day.Write(facts.FirstSubscriptionPurchase),
            SubscriptionDays = facts.SubscriptionDays,
            ContractStart = Day.Write(facts.ContractStart),
            ContractUntil = Day.Write(facts.ContractUntil),
            ContractRenewals = facts.ContractRenewals,
            Months = FactJson.Write(facts.Months),
            Recent = FactJson.Write(facts.Recent),
            Products = FactJson.Write(facts.Products),
            Identifiers = string.Join(' ', facts.Identifiers),
            CustomerId = facts.CustomerId,
            Consent = facts.Consent,
            Companies = facts.Companies.Count == 0 ? null : string.Join(' ', facts.Companies.Select(Keys.Encode)),
            Relationship = buyer.Class.Relationship.ToString(),
            Activity = buyer.Class.Activity.ToString(),
            Priority = buyer.Class.Priority.ToString(),
            Reasons = ReasonJson.Write(buyer.Class.Reasons),
            CycleDays = buyer.Class.CycleDays,
            LapseDays = buyer.Class.LapseDays,
            ClassifiedOn = Day.Write(buyer.Class.AsOf),
            PolicyVersion = buyer.Class.PolicyVersion,
            ModelVersion = buyer.Class.ModelVersion,
            Offered = buyer.Offered.ToString(),
            Feedback = buyer.Feedback.Write(),
            Arriving = buyer.Arriving.Count == 0 ? null : string.Join(' ', buyer.Arriving),
            Links = buyer.Links.Write(),
            SharedAddress = buyer.IsSharedAddress ? true : null,
            Splitting = buyer.Splitting ? true : null,
            Unfolded = buyer.Unfolded ? true : null,
            Erasures = Write(buyer.Erasures),
            EventNumber = buyer.Outbox.Number,
            Events = EventJson.WritePending(buyer.Outbox.Pending),
            ContractAnnounced = Day.Write(buyer.Outbox.Announced),
        };
    }

    public static BuyerEntity ToEntity(BuyerAlias alias) => new()
    {
        PartitionKey = Keys.Partition(alias.Key),
        RowKey = Keys.Buyer(alias.Key.Buyer),
        ETag = alias.ETag is null ? default : new ETag(alias.ETag),
        MergedInto = alias.MergedInto.Value,
    };

    public static Buyer ToBuyer(ShopId shop, BuyerEntity entity) => new()
    {
        Key = new BuyerKey(shop, new BuyerId(entity.RowKey[2..])),
        Facts = ToFacts(entity),
        Class = new BuyerClass
        {
            Relationship = Enum.Parse<Relationship>(entity.Relationship!),
            Activity = Enum.Parse<Activity>(entity.Activity!),
            Priority = Enum.TryParse<Priority>(entity.Priority, out var priority) ? priority : Priority.Low,
            Reasons = ReasonJson.Read(entity.Reasons!),
            CycleDays = entity.CycleDays,
            LapseDays = entity.LapseDays,
            AsOf = Day.Read(entity.ClassifiedOn!),
            PolicyVersion = entity.PolicyVersion!,
            ModelVersion = entity.ModelVersion!,
        },
        Offered = OfferMemory.Parse(entity.Offered),
        Feedback = BuyerFeedback.Read(entity.Feedback),
        Arriving = [.. Words(entity.Arriving)],
        Links = BuyerLinks.Parse(entity.Links),
        IsSharedAddress = entity.SharedAddress == true,
        Splitting = entity.Splitting == true,
        Unfolded = entity.Unfolded == true,
        Erasures = ReadErasures(entity.Erasures),
        Outbox = new Outbox { Number = entity.EventNumber, Pending = EventJson.ReadPending(entity.Events), Announced = Day.ReadOptional(entity.ContractAnnounced) },
        ETag = entity.ETag.ToString(),
    };

    private static BuyerFacts ToFacts(BuyerEntity entity) => new()
    {
        Orders = entity.Orders,
        Last = entity.LastOrderId is null ? null : new OrderPosition(entity.LastPlacedAtTicks, entity.LastOrderId),
        PurchaseOrders = entity.PurchaseOrders,
        PurchaseDays = entity.PurchaseDays,
        FirstPurchase = Day.ReadOptional(entity.FirstPurchase),
        LastPurchase = Day.ReadOptional(entity.LastPurchase),
        SquaredGaps = entity.SquaredGaps,
        NetValue = entity.NetValue,
        DiscountedOrders = entity.DiscountedOrders,
        GiftOrders = entity.GiftOrders,
        ForeignCurrencyOrders = entity.ForeignCurrencyOrders,
        CancelledOrders = entity.CancelledOrders,
        Refunded = entity.Refunded,
        LastSubscriptionPurchase = Day.ReadOptional(entity.LastSubscriptionPurchase),
        SecondPurchase = Day.ReadOptional(entity.SecondPurchase),
        OwnPurchaseDays = entity.OwnPurchaseDays,
        FirstOwnPurchase = Day.ReadOptional(entity.FirstOwnPurchase),
        LastOwnPurchase = Day.ReadOptional(entity.LastOwnPurchase),
        OwnSquaredGaps = entity.OwnSquaredGaps,
        LastGapDays = entity.LastGapDays,
        DeliveryFees = entity.DeliveryFees,
        FirstSubscriptionPurchase = Day.ReadOptional(entity.FirstSubscriptionPurchase),
        SubscriptionDays = entity.SubscriptionDays,
        ContractStart = Day.ReadOptional(entity.ContractStart),
        ContractUntil = Day.ReadOptional(entity.ContractUntil),
        ContractRenewals = entity.ContractRenewals,
        Months = FactJson.ReadMonths(entity.Months),
        Recent = FactJson.ReadRecent(entity.Recent),
        Products = FactJson.ReadProducts(entity.Products),
        Identifiers = Words(entity.Identifiers).Select(ReadIdentifier).ToImmutableSortedSet(),
        CustomerId = entity.CustomerId,
        Consent = entity.Consent,
        Companies = BuyerFacts.NoCompanies.Union(Words(entity.Companies).Select(Keys.Decode)),
    };

    // As "identifier=ticks", separated by spaces.
    private static string? Write(ImmutableSortedDictionary<Identifier, DateTimeOffset> erasures) => erasures.Count == 0
        ? null
        : string.Join(' ', erasures.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value.UtcTicks}")));

    private static ImmutableSortedDictionary<Identifier, DateTimeOffset> ReadErasures(string? text) => Words(text).ToImmutableSortedDictionary(
        word => ReadIdentifier(word[..word.IndexOf('=')]),
        word => new DateTimeOffset(long.Parse(word.AsSpan(word.IndexOf('=') + 1), CultureInfo.InvariantCulture), TimeSpan.Zero));

    private static Identifier ReadIdentifier(string text) =>
        Identifier.TryParse(text, out var identifier) ? identifier : throw new FormatException("A buyer's row holds an identifier that cannot be read.");

    private static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
