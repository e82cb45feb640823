using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;

namespace Churn.Domain.Accounts;

/// <summary>Tells companies' accounts of what was recorded.</summary>
public static class AccountNotices
{
    /// <summary>
    /// One message a company that the order names or named; none, and no request, for an order without one. Sent after a duplicate too: the first
    /// delivery may have been recorded by a worker that died before it sent.
    /// </summary>
    public static async Task NotifyAccountsAsync(this IMessageQueues queues, RecordedOrder recorded, CancellationToken cancellationToken)
    {
        foreach (var company in recorded.Companies.Where(AccountKey.IsCompany))
        {
            await queues.SendAsync(new AccountMessage { Shop = recorded.Key.Shop, Company = company, Buyer = recorded.Key.Buyer }, cancellationToken);
        }
    }

    /// <summary>
    /// One message a company that the orders name, which come to a buyer or are about to leave one. Sent before the orders are moved: a crash may cause a
    /// needless fold, never a missed one.
    /// </summary>
    internal static async Task NotifyAccountsAsync(
        this IMessageQueues queues, IEnumerable<LedgerEntry> orders, BuyerKey buyer, CancellationToken cancellationToken)
    {
        foreach (var company in orders.Select(entry => entry.Order.Buyer.CompanyId).Distinct().Where(AccountKey.IsCompany))
        {
            await queues.SendAsync(new AccountMessage { Shop = buyer.Shop, Company = company!, Buyer = buyer.Buyer }, cancellationToken);
        }
    }

    /// <summary>Has a buyer's orders delivered again.</summary>
    internal static Task SendResettleAsync(this IMessageQueues queues, BuyerKey buyer, CancellationToken cancellationToken) => queues.SendAsync(
        new AmendmentMessage { Resettlement = new BuyerResettlement { Shop = buyer.Shop, Buyer = buyer.Buyer } }, TimeSpan.Zero, cancellationToken);

    /// <summary>Has looked after a buyer who is about to be merged into another, when the worker has ended, one way or the other.</summary>
    internal static Task SendMergeCheckAsync(this IMessageQueues queues, BuyerKey buyer, CancellationToken cancellationToken) => queues.SendAsync(
        new MergeCheckMessage { Shop = buyer.Shop, Buyer = buyer.Buyer }, ShopEraser.SecondPass, cancellationToken);
}
