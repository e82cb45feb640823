using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Shops;

/// <summary>Lists the shops and shows their settings.</summary>
public sealed class ShopFunctions(IShopDirectory shops)
{
    [Function("ListShops")]
    public IActionResult ListShops([HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops")] HttpRequest request) =>
        new OkObjectResult(shops.All.Where(shop => ShopAccess.IsOpen(shop, request))
            .OrderBy(shop => shop.Id.Value, StringComparer.Ordinal).Select(ShopView.Of));

    [Function("GetSettings")]
    public IActionResult GetSettings(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/settings")] HttpRequest request, string shop) =>
        shops.Refusal(request, shop, out var found) ?? new OkObjectResult(ShopView.Of(found));
}

/// <summary>A shop's settings, without secrets.</summary>
public sealed record ShopView(
    string Shop, string Platform, string Domain, string BusinessModel, string Currency, string TimeZone, string CallingCode,
    bool FetchesOrders, bool HasApiKeys)
{
    public static ShopView Of(Shop shop) => new(
        shop.Id.Value, shop.Platform, shop.Domain, shop.BusinessModel.ToString(), shop.Currency, shop.TimeZone.Id, shop.CallingCode,
        shop.ApiUrl is not null, !shop.ApiKeys.IsEmpty);
}
