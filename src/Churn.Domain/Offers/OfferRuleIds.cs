namespace Churn.Domain.Offers;

/// <summary>The ids of the rules about offers, as reasons name them.</summary>
public static class OfferRuleIds
{
    public const string Care = "offer.care";
    public const string KeyAccount = "offer.key-account";
    public const string CheckIn = "offer.check-in";
    public const string Onboarding = "offer.onboarding";
    public const string Vip = "offer.vip";
    public const string Loyalty = "offer.loyalty";
    public const string Replenishment = "offer.replenishment";
    public const string SecondPurchase = "offer.second-purchase";
    public const string PremiumDelivery = "offer.premium-delivery";
    public const string Referral = "offer.referral";
    public const string Ceiling = "offer.ceiling";
    public const string Gift = "offer.gift";
    public const string Successor = "offer.successor";
    public const string Flash = "offer.flash";
    public const string WinBack = "offer.win-back";
}
