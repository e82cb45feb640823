using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Orders;

namespace Churn.Domain.Recording;

/// <summary>Brings an account in line with its members' ledgers.</summary>
/// <remarks>
/// The worker reads the account's row first and the ledgers after it, and writes the row only if its ETag still matches. Of two workers,
/// the second to write has therefore read the ledgers after the first had written. So the orders that a message stands for are in the row
/// when the message is done, whatever other workers do.
/// <para>
/// One race remains. An order that moves between two members while their ledgers are read may be seen in neither. The worker that handles
/// the move's own message may find the row correct and write nothing, so it cannot make the first worker's write fail. Therefore a worker
/// that has written reads the ledgers once more.
/// </para>
/// <para>
/// A member stays noted after a merge: the alias leads to the surviving buyer, and after a split the member is still known.
/// </para>
/// </remarks>
public sealed class AccountProjector(
    IAccountStore accounts,
    IBuyerStore buyers,
    IBuyerIdentities identities,
    BuyerRowBuilder rowBuilder,
    IRulebooks rulebooks,
    TimeProvider time)
{
    /// <summary>Notes which buyers ordered for which companies and folds the accounts again. Safe to repeat.</summary>
    /// <returns>Whether a row had to be written.</returns>
    /// <exception cref="InvalidOperationException">The shop is not configured, or an account stayed contended.</exception>
    public async Task<bool> SettleAsync(AccountMessage message, CancellationToken cancellationToken)
    {
        var written = false;
        foreach (var company in message.Members)
        {
            written |= await SettleAsync(new AccountKey(message.Shop, company.Key), [.. company], cancellationToken);
        }

        return written;
    }

    /// <summary>Notes which buyers ordered for the company and folds the account again. Safe to repeat.</summary>
    /// <returns>Whether the row had to be written.</returns>
    /// <exception cref="InvalidOperationException">The shop is not configured, or the account stayed contended.</exception>
    public async Task<bool> SettleAsync(AccountKey key, IReadOnlyCollection<BuyerId> members, CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            if (await identities.FindAsync(new BuyerKey(key.Shop, member), cancellationToken) is { } buyer
                && OrdersFor(buyer.Facts, key.Company))
            {
                await accounts.ClaimAsync(key, buyer.Key.Buyer, cancellationToken);
            }
        }

        var written = false;
        for (var turns = 0; turns <= ConflictBackoff.MaxConflicts; turns++)
        {
            var row = await accounts.GetAsync(key, cancellationToken);
            var folded = await FoldAsync(key, cancellationToken) with { ETag = row?.ETag };
            if (row is not null && row.Members == folded.Members && row.Facts == folded.Facts && row.Class.HasSameLabels(folded.Class))
            {
                return written;
            }

            written |= await accounts.WriteAsync(folded, cancellationToken) == WriteResult.Written;
        }

        throw new InvalidOperationException(
            $"An account of shop {key.Shop} was not written after {ConflictBackoff.MaxConflicts} write conflicts.");
    }

    /// <summary>Forgets members that are about to be erased, or were, and folds the account without them. Safe to repeat.</summary>
    /// <param name="gone">The members to forget.</param>
    /// <param name="erased">
    /// Whether the members' orders are already gone. If so, a member that still has an order for the company has come back and is noted
    /// again.
    /// </param>
    public async Task ForgetAsync(AccountKey key, IReadOnlyCollection<BuyerId> gone, bool erased, CancellationToken cancellationToken)
    {
        foreach (var member in gone)
        {
            await accounts.RemoveAsync(key, member, cancellationToken);
        }

        if (await accounts.GetAsync(key, cancellationToken) is not null)
        {
            await SettleAsync(key, erased ? gone : [], cancellationToken);
        }
    }

    /// <summary>Returns the buyers that order for the company, with aliases followed.</summary>
    public async Task<IReadOnlyCollection<BuyerId>> MembersAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var members = await ReadMembersAsync(key, cancellationToken);
        return [.. members.Keys];
    }

    private async Task<SortedDictionary<BuyerId, Buyer>> ReadMembersAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var members = new SortedDictionary<BuyerId, Buyer>();
        await foreach (var noted in accounts.ReadMembersAsync(key, cancellationToken))
        {
            var buyer = await identities.FindAsync(new BuyerKey(key.Shop, noted), cancellationToken);
            if (buyer is not null)
            {
                members[buyer.Key.Buyer] = buyer;
            }

            if (buyer?.Key.Buyer == noted
                || await identities.FindRowAsync(new BuyerKey(key.Shop, noted), cancellationToken) is not { Retired: true })
            {
                continue;
            }

            // The member was erased or split since it was noted. The buyer that has its orders now takes its place.
            if (buyer is not null && OrdersFor(buyer.Facts, key.Company))
            {
                await accounts.ClaimAsync(key, buyer.Key.Buyer, cancellationToken);
            }

            await accounts.RemoveAsync(key, noted, cancellationToken);
        }

        return members;
    }

    // A buyer that was erased after the message was sent may be back without a new order for the company. A row with the maximum number of
    // companies may not list this one, so such a buyer counts as ordering for it.
    private static bool OrdersFor(BuyerFacts facts, string company) =>
        facts.Companies.Contains(company) || facts.Companies.Count == BuyerFold.MaxCompanies;

    private async Task<Account> FoldAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var shop = rowBuilder.ShopOf(key.Shop);
        var ledger = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var members = 0;
        foreach (var member in (await ReadMembersAsync(key, cancellationToken)).Values)
        {
            var before = ledger.Count;
            var entries = await buyers.GatherAsync(member.Partitions, cancellationToken);
            foreach (var entry in entries.Values.Where(entry => entry.Order.Buyer.CompanyId == key.Company))
            {
                // An order that moves from one buyer to another is in both ledgers for a moment.
                ledger[entry.Order.Id] = LedgerEntry.Join(ledger.GetValueOrDefault(entry.Order.Id), entry)!;
            }

            members += ledger.Count > before ? 1 : 0;
        }

        var folded = BuyerFold.Fold(ledger.Values, shop);
        var facts = folded with { CustomerId = null, Companies = BuyerFacts.NoCompanies, Last = null };
        return new Account
        {
            Key = key,
            Facts = facts,
            Class = AccountClassifier.Classify(facts, await rulebooks.ForAsync(shop, cancellationToken), shop.DayOf(time.GetUtcNow())),
            Members = members,
        };
    }
}
