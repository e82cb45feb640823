using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tables.Buyers;

/// <summary>A company's account. docs/tables.md says what each column means.</summary>
public sealed class AccountEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Company { get; set; } = "";

    public int Members { get; set; }

    public int Orders { get; set; }

    public int PurchaseOrders { get; set; }

    public int PurchaseDays { get; set; }

    public string? FirstPurchase { get; set; }

    public string? LastPurchase { get; set; }

    public long SquaredGaps { get; set; }

    public long NetValue { get; set; }

    public int DiscountedOrders { get; set; }

    public int GiftOrders { get; set; }

    public int ForeignCurrencyOrders { get; set; }

    public int CancelledOrders { get; set; }

    public long Refunded { get; set; }

    public string? LastSubscriptionPurchase { get; set; }

    public string? SecondPurchase { get; set; }

    public int OwnPurchaseDays { get; set; }

    public string? FirstOwnPurchase { get; set; }

    public string? LastOwnPurchase { get; set; }

    public long OwnSquaredGaps { get; set; }

    public int LastGapDays { get; set; }

    public long DeliveryFees { get; set; }

    public string? FirstSubscriptionPurchase { get; set; }

    public int SubscriptionDays { get; set; }

    public string? ContractStart { get; set; }

    public string? ContractUntil { get; set; }

    public int ContractRenewals { get; set; }

    public string? Months { get; set; }

    public string? Recent { get; set; }

    public string? Products { get; set; }

    public string Relationship { get; set; } = "";

    public string Activity { get; set; } = "";

    public string? Priority { get; set; }

    public string Reasons { get; set; } = "";

    public int CycleDays { get; set; }

    public int LapseDays { get; set; }

    public string ClassifiedOn { get; set; } = "";

    public string PolicyVersion { get; set; } = "";

    public string ModelVersion { get; set; } = "";
}

/// <summary>A buyer who has ordered for a company.</summary>
public sealed class AccountMemberEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Buyer { get; set; } = "";
}
