namespace Churn.Domain.Shops;

/// <summary>What kind of trade a shop is in; it sets the defaults of every rule.</summary>
public enum BusinessModel
{
    GeneralRetail,
    Fashion,
    Consumables,
    Subscription,
    Wholesale,
    Services,
    OneProduct,
}
