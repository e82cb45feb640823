using Churn.Domain.Buyers;
using Churn.Domain.Messages;

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
    /// One message a company that the orders name, which are about to move to another buyer. Sent before they leave the former one: a worker who dies
    /// in between moves them again, and sends again.
    /// </summary>
    internal static async Task NotifyAccountsAsync(this IMessageQueues queues, IEnumerable<LedgerRow> moved, BuyerKey to, CancellationToken cancellationToken)
    {
        foreach (var company in moved.Select(row => row.Entry.Order.Buyer.CompanyId).Distinct().Where(AccountKey.IsCompany))
        {
            await queues.SendAsync(new AccountMessage { Shop = to.Shop, Company = company!, Buyer = to.Buyer }, cancellationToken);
        }
    }
}
