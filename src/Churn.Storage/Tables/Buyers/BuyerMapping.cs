using Azure;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Buyers;

/// <summary>Maps buyers to their rows and back. The same buyer always gives the same columns.</summary>
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
            MergedInto = buyer.MergedInto?.Value,
            Retired = buyer.Retired ? true : null,
            Ledgers = buyer.Ledgers.Count == 0 ? null : string.Join(' ', buyer.Ledgers),
            Evidence = EvidenceJson.Write(buyer.Evidence),
            ErasedBefore = buyer.ErasedBefore?.ToUniversalTime(),
            EventNumber = buyer.Outbox.Number,
            Events = EventJson.WritePending(buyer.Outbox.Pending),
            ContractAnnounced = Day.Write(buyer.Outbox.Announced),
        };
    }

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
        Offered = OfferHistory.Parse(entity.Offered),
        Feedback = BuyerFeedback.Read(entity.Feedback),
        MergedInto = entity.MergedInto is { } into ? new BuyerId(into) : null,
        Retired = entity.Retired == true,
        Ledgers = [.. Words(entity.Ledgers).Select(id => new BuyerId(id))],
        Evidence = EvidenceJson.Read(entity.Evidence),
        ErasedBefore = entity.ErasedBefore,
        Outbox = new Outbox
        {
            Number = entity.EventNumber,
            Pending = EventJson.ReadPending(entity.Events),
            Announced = Day.ReadOptional(entity.ContractAnnounced),
        },
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
        IsAnonymous = entity.Orders > 0 && new BuyerId(entity.RowKey[2..]).ToIdentifier().Kind == IdentifierKind.AnonymousOrder,
        CustomerId = entity.CustomerId,
        Consent = entity.Consent,
        Companies = BuyerFacts.NoCompanies.Union(Words(entity.Companies).Select(Keys.Decode)),
    };

    private static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
