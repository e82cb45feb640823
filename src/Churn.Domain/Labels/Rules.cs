namespace Churn.Domain.Labels;

/// <summary>The ids of the rules, as they appear in reasons.</summary>
public static class Rules
{
    public const string Purchases = "relationship.purchases";
    public const string Tenure = "client.tenure";
    public const string Regularity = "client.regularity";
    public const string FullPrice = "client.full-price";
    public const string Subscription = "client.subscription";
    public const string Contract = "client.contract";
    public const string StepDown = "client.step-down";
    public const string VipValue = "vip.value";
    public const string VipPredicted = "vip.predicted";
    public const string Lapse = "activity.lapse";
    public const string WonBack = "activity.won-back";
    public const string Gifts = "activity.gifts";
    public const string Ceiling = "product.ceiling";
    public const string Attention = "priority.attention";
}
