using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Takes an erased person out of the accounts of the companies they ordered for.</summary>
/// <remarks>
/// Only their orders say which companies those are, so they leave before the orders go. Somebody who settles an account in between still finds the
/// orders and notes the person again: so they leave a second time, with the erasure's second pass, which is told the companies before the orders go.
/// </remarks>
internal sealed class PersonAccounts(AccountSettler accounts, INoticeQueue notices)
{
    /// <param name="key">The buyer.</param>
    /// <param name="leaving">Orders that are about to be erased.</param>
    /// <param name="staying">The buyer's other orders: the person has come back.</param>
    /// <param name="known">Every identifier that is theirs.</param>
    /// <param name="again">The erasure's second pass, without the companies.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task LeaveAsync(
        BuyerKey key, IReadOnlyCollection<LedgerRow> leaving, IEnumerable<LedgerRow> staying, ImmutableSortedSet<Identifier> known, Notice again,
        CancellationToken cancellationToken)
    {
        var companies = CompaniesOf(leaving);
        if (companies.Count == 0)
        {
            return;
        }

        await notices.SendLaterAsync(again with { Privacy = again.Privacy! with { Companies = [.. companies] } }, ShopEraser.SecondPass, cancellationToken);
        var kept = CompaniesOf(staying);
        foreach (var company in companies)
        {
            BuyerId[] gone = kept.Contains(company) ? [] : [.. known.Select(BuyerId.Of).Append(key.Buyer).Distinct()];
            await accounts.ForgetAsync(new AccountKey(key.Shop, company), gone, erased: false, cancellationToken);
        }
    }

    /// <summary>What the second pass does of it, when the orders are gone.</summary>
    public async Task LeaveAgainAsync(ShopId shop, PrivacyRequest request, IEnumerable<BuyerId> gone, CancellationToken cancellationToken)
    {
        foreach (var company in request.Companies)
        {
            await accounts.ForgetAsync(new AccountKey(shop, company), [.. gone.Distinct()], erased: true, cancellationToken);
        }
    }

    private static SortedSet<string> CompaniesOf(IEnumerable<LedgerRow> rows) =>
        new(rows.Select(row => row.Entry.Order.Buyer.CompanyId).OfType<string>().Where(AccountKey.IsCompany), StringComparer.Ordinal);
}
