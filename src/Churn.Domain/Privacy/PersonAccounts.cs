using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Takes an erased person out of the accounts of the companies they ordered for.</summary>
/// <remarks>Only the orders say which companies those are, so they are read before the orders go, and the second pass of the erasure is told them.</remarks>
internal sealed class PersonAccounts(AccountSettler accounts)
{
    /// <summary>The companies that orders name.</summary>
    public static SortedSet<string> CompaniesOf(IEnumerable<LedgerEntry> orders) =>
        new(orders.Select(entry => entry.Order.Buyer.CompanyId).OfType<string>().Where(AccountKey.IsCompany), StringComparer.Ordinal);

    /// <summary>Forgets members whose orders are gone. A person who orders for the company all the same has come back, and is a member again.</summary>
    public async Task LeaveAsync(ShopId shop, IEnumerable<string> companies, IEnumerable<BuyerId> gone, CancellationToken cancellationToken)
    {
        foreach (var company in companies)
        {
            await accounts.ForgetAsync(new AccountKey(shop, company), [.. gone.Distinct()], erased: true, cancellationToken);
        }
    }
}
