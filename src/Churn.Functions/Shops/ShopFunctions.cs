using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Shops;

/// <summary>Lists the shops and shows their settings.</summary>
public sealed class ShopFunctions(IShopDirectory shops)
{
    [Function("ListShops")]
    public IActionResult ListShops([HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops")] HttpRequest request) =>
        new OkObjectResult(shops.All.Where(shop => ShopRequests.IsOpen(shop, request)).OrderBy(shop => shop.Id.Value, StringComparer.Ordinal).Select(ShopView.Of));

    [Function("GetSettings")]
    public IActionResult GetSettings([HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/settings")] HttpRequest request, string shop) =>
        shops.Refusal(request, shop, out var found) ?? new OkObjectResult(ShopView.Of(found));
}
