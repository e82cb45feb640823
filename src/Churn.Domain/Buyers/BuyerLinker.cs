using Churn.Domain.Identities;
using Churn.Domain.Messages;

namespace Churn.Domain.Buyers;

/// <summary>Makes those one of whom the platform says that they are, and remembers that it said so.</summary>
public sealed class BuyerLinker(IBuyerStore buyers, IIdentityStore identities, BuyerLocator locator, BuyerSettler settler)
{
    /// <summary>False: an operator has taken the link back, and nothing was changed.</summary>
    public async Task<bool> LinkAsync(BuyerLink link, CancellationToken cancellationToken)
    {
        if (await IsTakenBackAsync(link, cancellationToken))
        {
            return false;
        }

        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var located = await locator.LocateAsync(link.Shop, link.Identifiers, cancellationToken);
            var row = located.Buyer ?? await settler.NobodyAsync(located.Key, cancellationToken);

            // Of the erased nothing is remembered but that they were.
            if (link.Identifiers.IsSubsetOf(located.Shared) || row.IsTombstone || row.Links.Has(link.Identifiers)
                || await buyers.WriteAsync(new BuyerChange { Buyer = row with { Links = row.Links.Add(link.Identifiers) } }, cancellationToken) == WriteResult.Written)
            {
                return true;
            }
        }

        throw new InvalidOperationException($"A link of shop {link.Shop}: its buyer was changed by others {OrderRecorder.MaxConflicts} times in a row.");
    }

    private async Task<bool> IsTakenBackAsync(BuyerLink link, CancellationToken cancellationToken)
    {
        foreach (var identifier in link.Identifiers)
        {
            if (await identities.FindAsync(link.Shop, identifier, cancellationToken) is { } owner
                && (await buyers.FollowAsync(new BuyerKey(link.Shop, owner.Buyer), cancellationToken)).Buyer?.Links.IsTakenBack(link.Identifiers) == true)
            {
                return true;
            }
        }

        return false;
    }
}
