using System.Collections.Concurrent;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Recording;

/// <summary>Who ordered for which company among the orders of a buffer: their accounts are told of it when the orders are written.</summary>
internal sealed class ImportMembers
{
    private readonly ConcurrentDictionary<AccountMember, bool> _members = new();

    public void Add(BuyerId buyer, IEnumerable<LedgerEntry> entries) => Add(buyer, entries.Select(entry => entry.Order.Buyer.CompanyId));

    public void Add(BuyerId buyer, IEnumerable<string?> companies)
    {
        foreach (var company in companies.Where(AccountKey.IsCompany))
        {
            _members[new AccountMember(company!, buyer)] = true;
        }
    }

    /// <summary>
    /// Tells the accounts, many in one message. Of orders that were known already too: the worker that wrote them may have died before it told anybody.
    /// </summary>
    public async Task NotifyAsync(ShopId shop, IMessageQueues queues, CancellationToken cancellationToken)
    {
        var sorted = _members.Keys.OrderBy(member => member.Company, StringComparer.Ordinal).ThenBy(member => member.Buyer);
        foreach (var page in sorted.Chunk(AccountMessage.MaxMembers))
        {
            await queues.SendAsync(
                new AccountMessage { Shop = shop, Company = page[0].Company, Buyer = page[0].Buyer, More = [.. page.Skip(1)] }, cancellationToken);
        }
    }
}
