using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Api.Accounts;

/// <summary>Recomputes a company's account when a member's order changes, and shows the account.</summary>
public sealed partial class AccountFunctions(
    AccountProjector rowBuilder, IAccountStore accounts, IShopDirectory shops, IRulebooks rulebooks, TimeProvider time,
    ILogger<AccountFunctions> logger)
{
    [Function("SettleAccount")]
    public async Task SettleAccountAsync([QueueTrigger(QueueNames.Accounts)] string message, CancellationToken cancellationToken)
    {
        var told = MessageJson.Read<AccountMessage>(message);
        Log.Settled(logger, told.Shop.Value, told.Buyer.Value, await rowBuilder.SettleAsync(told, cancellationToken));
    }

    [Function("GetAccount")]
    public async Task<IActionResult> GetAccountAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/accounts/{company}")] HttpRequest request,
        string shop, string company, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        var key = new AccountKey(found.Id, company);
        return AccountKey.IsCompany(company) && await accounts.GetAsync(key, cancellationToken) is { } account
            ? new OkObjectResult(AccountView.Of(
                account, await rulebooks.ForAsync(found, cancellationToken), found.DayOf(time.GetUtcNow()),
                await rowBuilder.MembersAsync(key, cancellationToken)))
            : Problems.NotFound("No order of this shop names that company.");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Shop {Shop} buyer {Buyer}: the company's account was recomputed; changed: {Changed}")]
        public static partial void Settled(ILogger logger, string shop, string buyer, bool changed);
    }
}
