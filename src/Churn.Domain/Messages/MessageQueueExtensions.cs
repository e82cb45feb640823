using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>Sends the messages that have companies' accounts folded again.</summary>
public static class MessageQueueExtensions
{
    /// <summary>
    /// Sends one message for each company that the order names or named. An order without a company costs no request. A duplicate sends
    /// too, because the worker that recorded the first delivery may have died before it sent.
    /// </summary>
    public static async Task NotifyAccountsAsync(this IMessageQueues queues, RecordedOrder recorded, CancellationToken cancellationToken)
    {
        foreach (var company in recorded.Companies.Where(AccountKey.IsCompany))
        {
            var message = new AccountMessage { Shop = recorded.Key.Shop, Company = company, Buyer = recorded.Key.Buyer };
            await queues.SendAsync(message, cancellationToken);
        }
    }

    /// <summary>
    /// Sends one message for each company that orders about to move to or from a buyer name. Call it before the orders move: a crash may
    /// then cause a needless fold, never a missed one.
    /// </summary>
    internal static async Task NotifyAccountsAsync(
        this IMessageQueues queues, IEnumerable<LedgerEntry> orders, BuyerKey buyer, CancellationToken cancellationToken)
    {
        foreach (var company in orders.Select(entry => entry.Order.Buyer.CompanyId).Distinct().Where(AccountKey.IsCompany))
        {
            await queues.SendAsync(new AccountMessage { Shop = buyer.Shop, Company = company!, Buyer = buyer.Buyer }, cancellationToken);
        }
    }

    /// <summary>Asks for a buyer's orders to be delivered again.</summary>
    internal static Task SendResettleAsync(this IMessageQueues queues, BuyerKey buyer, CancellationToken cancellationToken) =>
        queues.SendAsync(
            new AmendmentMessage { Resettlement = new BuyerResettlement { Shop = buyer.Shop, Buyer = buyer.Buyer } },
            TimeSpan.Zero,
            cancellationToken);

    /// <summary>
    /// Schedules a check of a buyer that is about to be merged into another. It runs late enough that the merging worker has ended, with or
    /// without success.
    /// </summary>
    internal static Task SendMergeCheckAsync(this IMessageQueues queues, BuyerKey buyer, CancellationToken cancellationToken) =>
        queues.SendAsync(
            new MergeCheckMessage { Shop = buyer.Shop, Buyer = buyer.Buyer }, WorkerLifetime.Ended, cancellationToken);
}
