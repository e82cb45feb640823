using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Buyers;

/// <summary>Lists a shop's buyers by class, activity, reason and value.</summary>
public sealed class BuyerListFunctions(IBuyerStore buyers, IShopDirectory shops)
{
    [Function("ListBuyers")]
    public IActionResult ListBuyers(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/buyers")] HttpRequest request,
        string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var page = BuyerPage.Read(found, request.Query);
            return new PageResult<BuyerListItem>(page.ReadAsync(buyers, cancellationToken), () => page.Next);
        }
        catch (FormatException failure)
        {
            return Problems.BadRequest(failure.Message);
        }
    }
}
