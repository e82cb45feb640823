using Azure;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Buyers;

/// <summary>Maps accounts to their rows and back.</summary>
internal static class AccountMapping
{
    public static AccountEntity ToEntity(Account account) => new()
    {
        PartitionKey = Keys.Partition(account.Key),
        RowKey = Keys.Account(account.Key.Company),
        ETag = account.ETag is null ? default : new ETag(account.ETag),
        Company = account.Key.Company,
        Members = account.Members,
        Orders = account.Facts.Orders,
        PurchaseOrders = account.Facts.PurchaseOrders,
        PurchaseDays = account.Facts.PurchaseDays,
        FirstPurchase = Day.Write(account.Facts.FirstPurchase),
        LastPurchase = Day.Write(account.Facts.LastPurchase),
        SquaredGaps = account.Facts.SquaredGaps,
        NetValue = account.Facts.NetValue,
        DiscountedOrders = account.Facts.DiscountedOrders,
        GiftOrders = account.Facts.GiftOrders,
        ForeignCurrencyOrders = account.Facts.ForeignCurrencyOrders,
        CancelledOrders = account.Facts.CancelledOrders,
        Refunded = account.Facts.Refunded,
        LastSubscriptionPurchase = Day.Write(account.Facts.LastSubscriptionPurchase),
        SecondPurchase = Day.Write(account.Facts.SecondPurchase),
        OwnPurchaseDays = account.Facts.OwnPurchaseDays,
        FirstOwnPurchase = Day.Write(account.Facts.FirstOwnPurchase),
        LastOwnPurchase = Day.Write(account.Facts.LastOwnPurchase),
        OwnSquaredGaps = account.Facts.OwnSquaredGaps,
        LastGapDays = account.Facts.LastGapDays,
        DeliveryFees = account.Facts.DeliveryFees,
        FirstSubscriptionPurchase = Day.Write(account.Facts.FirstSubscriptionPurchase),
        SubscriptionDays = account.Facts.SubscriptionDays,
        ContractStart = Day.Write(account.Facts.ContractStart),
        ContractUntil = Day.Write(account.Facts.ContractUntil),
        ContractRenewals = account.Facts.ContractRenewals,
        Months = FactJson.Write(account.Facts.Months),
        Recent = FactJson.Write(account.Facts.Recent),
        Products = FactJson.Write(account.Facts.Products),
        Relationship = account.Class.Relationship.ToString(),
        Activity = account.Class.Activity.ToString(),
        Priority = account.Class.Priority.ToString(),
        Reasons = ReasonJson.Write(account.Class.Reasons),
        CycleDays = account.Class.CycleDays,
        LapseDays = account.Class.LapseDays,
        ClassifiedOn = Day.Write(account.Class.AsOf),
        PolicyVersion = account.Class.PolicyVersion,
        ModelVersion = account.Class.ModelVersion,
    };

    public static Account ToAccount(ShopId shop, AccountEntity entity) => new()
    {
        Key = new AccountKey(shop, entity.Company),
        Members = entity.Members,
        Facts = new BuyerFacts
        {
            Orders = entity.Orders,
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
        },
        Class = new BuyerClass
        {
            Relationship = Enum.Parse<Relationship>(entity.Relationship),
            Activity = Enum.Parse<Activity>(entity.Activity),
            Priority = Enum.TryParse<Priority>(entity.Priority, out var priority) ? priority : Priority.Low,
            Reasons = ReasonJson.Read(entity.Reasons),
            CycleDays = entity.CycleDays,
            LapseDays = entity.LapseDays,
            AsOf = Day.Read(entity.ClassifiedOn),
            PolicyVersion = entity.PolicyVersion,
            ModelVersion = entity.ModelVersion,
        },
        ETag = entity.ETag.ToString(),
    };
}
