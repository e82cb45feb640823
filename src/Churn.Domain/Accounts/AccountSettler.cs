using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Orders;

namespace Churn.Domain.Accounts;

/// <summary>Brings an account in line with its members' ledgers.</summary>
/// <remarks>
/// The account's row is read first, the ledgers after it, and the row is written only if it is still the same. Of two workers the second to write must
/// have read the ledgers after the first had written, so what an order's message stands for is in the row by the time the message is done with,
/// whatever else goes on. But an order that moves between two members while they are read may be seen in neither, and whoever handles the move's message
/// finds the row as it should be, writes nothing, and so keeps nobody from writing it without that order: therefore whoever has written reads the ledgers
/// once more. A member stays noted for good: merged into another, the alias leads there, and taken apart again, the member is still known.
/// </remarks>
public sealed class AccountSettler(IAccountStore accounts, IBuyerStore buyers, IBuyerIdentities identities, BuyerSettler settler, IRulebooks rulebooks, TimeProvider time)
{
    /// <summary>Notes who ordered for which company and folds the accounts anew. Safe to repeat.</summary>
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

    /// <summary>Notes who ordered for the company and folds the account anew. Safe to repeat.</summary>
    /// <returns>Whether the row had to be written.</returns>
    /// <exception cref="InvalidOperationException">The shop is not configured, or the account stayed contended.</exception>
    public async Task<bool> SettleAsync(AccountKey key, IReadOnlyCollection<BuyerId> members, CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            if (await identities.FindAsync(new BuyerKey(key.Shop, member), cancellationToken) is { } buyer && OrdersFor(buyer.Facts, key.Company))
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

        throw new InvalidOperationException($"An account of shop {key.Shop} was changed by others {ConflictBackoff.MaxConflicts} times in a row.");
    }

    /// <summary>Forgets members who are about to be erased, or were, and folds the account without them. Safe to repeat.</summary>
    /// <param name="key">The account.</param>
    /// <param name="gone">The members.</param>
    /// <param name="erased">Their orders are gone: whoever of them orders for the company all the same has come back, and is a member again.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
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

    /// <summary>The buyers who order for the company today, aliases followed.</summary>
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

            if (buyer?.Key.Buyer == noted || await identities.FindRowAsync(new BuyerKey(key.Shop, noted), cancellationToken) is not { Retired: true })
            {
                continue;
            }

            // They were erased or taken apart since they were noted. Those who have their orders by now take their place.
            if (buyer is not null && OrdersFor(buyer.Facts, key.Company))
            {
                await accounts.ClaimAsync(key, buyer.Key.Buyer, cancellationToken);
            }

            await accounts.RemoveAsync(key, noted, cancellationToken);
        }

        return members;
    }

    // Erased since the message was sent, they may be back without having ordered for the company again. A row that is full does not name them all.
    private static bool OrdersFor(BuyerFacts facts, string company) => facts.Companies.Contains(company) || facts.Companies.Count == BuyerFold.MaxCompanies;

    private async Task<Account> FoldAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(key.Shop);
        var ledger = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var members = 0;
        foreach (var member in (await ReadMembersAsync(key, cancellationToken)).Values)
        {
            var before = ledger.Count;
            foreach (var entry in (await buyers.GatherAsync(member.Partitions, cancellationToken)).Values.Where(entry => entry.Order.Buyer.CompanyId == key.Company))
            {
                // An order on its way from one buyer to another is in both ledgers for a moment.
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
