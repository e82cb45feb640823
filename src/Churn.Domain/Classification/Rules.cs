namespace Churn.Domain.Classification;

/// <summary>The ids of the rules, as reasons name them.</summary>
public static class Rules
{
    public const string Purchases = "relationship.purchases";
    public const string Tenure = "client.tenure";
    public const string Regularity = "client.regularity";
    public const string FullPrice = "client.full-price";
    public const string Subscription = "client.subscription";
    public const string VipValue = "vip.value";
    public const string Lapse = "activity.lapse";
}
