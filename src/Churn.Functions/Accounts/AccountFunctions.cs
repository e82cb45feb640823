using Churn.Domain.Accounts;
using Churn.Domain.Classification;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Churn.Functions.Shops;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Accounts;

/// <summary>Keeps companies' accounts in line with their members' orders, and shows them.</summary>
public sealed partial class AccountFunctions(
    AccountSettler settler, IAccountStore accounts, IShopDirectory shops, IRulebooks rulebooks, TimeProvider time, ILogger<AccountFunctions> logger)
{
    [Function("SettleAccount")]
    public async Task SettleAccountAsync([QueueTrigger(QueueNames.Accounts)] string message, CancellationToken cancellationToken)
    {
        var told = MessageJson.Read<AccountMessage>(message);
        Log.Settled(logger, told.Shop.Value, told.Buyer.Value, await settler.SettleAsync(told, cancellationToken));
    }

    [Function("GetAccount")]
    public async Task<IActionResult> GetAccountAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/accounts/{company}")] HttpRequest request, string shop, string company, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        var key = new AccountKey(found.Id, company);
        return AccountKey.IsCompany(company) && await accounts.GetAsync(key, cancellationToken) is { } account
            ? new OkObjectResult(AccountView.Of(account, await rulebooks.ForAsync(found, cancellationToken), found.DayOf(time.GetUtcNow()), await settler.MembersAsync(key, cancellationToken)))
            : Problems.NotFound("No order of this shop names such a company.");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Shop {Shop} buyer {Buyer}: a company's account was folded anew, changed: {Changed}")]
        public static partial void Settled(ILogger logger, string shop, string buyer, bool changed);
    }
}
