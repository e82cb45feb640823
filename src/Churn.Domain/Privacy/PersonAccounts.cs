using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Removes an erased person from the accounts of the companies that they ordered for.</summary>
/// <remarks>
/// Only the orders say which companies those are. So they are read before the orders are erased, and the second pass of the erasure gets
/// their names.
/// </remarks>
internal sealed class PersonAccounts(AccountProjector accounts)
{
    /// <summary>The companies that orders name.</summary>
    public static SortedSet<string> CompaniesOf(IEnumerable<LedgerEntry> orders) =>
        new(orders.Select(entry => entry.Order.Buyer.CompanyId).OfType<string>().Where(AccountKey.IsCompany), StringComparer.Ordinal);

    /// <summary>
    /// Removes members whose orders are gone. A person who still orders for the company has come back, and stays a member.
    /// </summary>
    public async Task LeaveAsync(ShopId shop, IEnumerable<string> companies, IEnumerable<BuyerId> gone, CancellationToken cancellationToken)
    {
        foreach (var company in companies)
        {
            await accounts.ForgetAsync(new AccountKey(shop, company), [.. gone.Distinct()], erased: true, cancellationToken);
        }
    }
}
