using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Endpoints;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases what lies beside a person's ledger: offers, exports and given-up messages. Safe to repeat.</summary>
public sealed class PersonBelongings(IBuyerIdentities identities, IOfferStore offers, IExportStore exports, IEndpointStore endpoints,
    GivenUpOrders givenUp)
{
    /// <summary>Erases what is known to be theirs.</summary>
    /// <param name="shop">Whose customer it is.</param>
    /// <param name="request">Names the customer as the platform does.</param>
    /// <param name="person">Every identifier that is theirs.</param>
    /// <param name="found">The buyers that they were.</param>
    /// <param name="before">What was placed then or later stays.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>Offers and messages erased.</returns>
    public async Task<(int Offers, int Messages)> EraseAsync(
        Shop shop, PrivacyRequest request, ImmutableSortedSet<Identifier> person, IReadOnlyCollection<BuyerId> found, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var gone = person.Select(identifier => BuyerId.Of(identifier)).Concat(found).ToHashSet();
        var removedOffers = await EraseOffersAsync(shop, gone, found, before, cancellationToken);
        await EraseDeliveriesAsync(shop, gone, cancellationToken);
        await EraseExportsAsync(shop.Id, person, cancellationToken);
        return (removedOffers, await givenUp.EraseAsync(person, request.CustomerId, shop.Id, before, cancellationToken));
    }

    // Also those made after the limit: an export may tell of older orders, and can be had again.
    private async Task EraseExportsAsync(ShopId shop, ImmutableSortedSet<Identifier> person, CancellationToken cancellationToken)
    {
        foreach (var header in await exports.ListAsync(shop, cancellationToken).Where(header => header.Person.Overlaps(person)).ToListAsync(cancellationToken))
        {
            await exports.RemoveAsync(shop, header.Id, cancellationToken);
        }
    }

    // What an endpoint has not taken would tell of the person once it does; that they were erased it is still to be told.
    private async Task EraseDeliveriesAsync(Shop shop, IReadOnlyCollection<BuyerId> gone, CancellationToken cancellationToken)
    {
        foreach (var (endpoint, buyer) in shop.Endpoints.SelectMany(endpoint => gone.Select(buyer => (endpoint, buyer))))
        {
            var waiting = await endpoints.ListAsync(shop.Id, endpoint.Id, buyer.Value, cancellationToken).ToListAsync(cancellationToken);
            foreach (var delivery in waiting.Where(delivery => !delivery.Body.Contains(EventTypes.Redacted, StringComparison.Ordinal)))
            {
                await endpoints.RemoveAsync(delivery, cancellationToken);
            }
        }
    }

    private async Task<int> EraseOffersAsync(
        Shop shop, HashSet<BuyerId> gone, IReadOnlyCollection<BuyerId> found, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var latest = DateOnly.MaxValue;
        foreach (var buyer in found)
        {
            // Whoever has come back since keeps what was offered to them since; of nobody else is anything left to offer for.
            if (await identities.FindAsync(new BuyerKey(shop.Id, buyer), cancellationToken) is { IsEmpty: false })
            {
                latest = shop.DayOf(before);
            }
        }

        return await offers.EraseAsync(shop.Id, offer => gone.Contains(offer.Buyer.Buyer) && offer.FlaggedOn <= latest, cancellationToken);
    }
}
