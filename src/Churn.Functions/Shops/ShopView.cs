using Churn.Domain.Shops;

namespace Churn.Functions.Shops;

/// <summary>A shop's settings as the API shows them: none that is secret.</summary>
public sealed record ShopView(string Shop, string Platform, string Domain, string BusinessModel, string Currency, string TimeZone, string CallingCode, bool FetchesOrders, bool HasApiKeys)
{
    public static ShopView Of(Shop shop) => new(
        shop.Id.Value, shop.Platform, shop.Domain, shop.BusinessModel.ToString(), shop.Currency, shop.TimeZone.Id, shop.CallingCode, shop.ApiUrl is not null, !shop.ApiKeys.IsEmpty);
}
