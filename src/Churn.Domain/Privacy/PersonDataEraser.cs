using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases what lies beside a person's ledger: offers, waiting deliveries, exports and given-up messages. Safe to repeat.</summary>
public sealed class PersonDataEraser(IBuyerIdentities identities, IOfferStore offers, IExportStore exports, IEndpointStore endpoints,
    PoisonedOrders givenUp)
{
    /// <summary>Erases what is known to be the person's.</summary>
    /// <param name="request">The request, which names the customer as the platform does.</param>
    /// <param name="person">All known identifiers of the person.</param>
    /// <param name="found">The buyers that the person was.</param>
    /// <param name="before">What was placed at this instant or later stays.</param>
    /// <returns>The numbers of offers and messages erased.</returns>
    public async Task<(int Offers, int Messages)> EraseAsync(
        Shop shop,
        PrivacyRequest request,
        ImmutableSortedSet<Identifier> person,
        IReadOnlyCollection<BuyerId> found,
        DateTimeOffset before,
        CancellationToken cancellationToken)
    {
        var gone = person.Select(identifier => BuyerId.Of(identifier)).Concat(found).ToHashSet();
        var removedOffers = await EraseOffersAsync(shop, gone, found, before, cancellationToken);
        await EraseDeliveriesAsync(shop, gone, cancellationToken);
        await EraseExportsAsync(shop.Id, person, cancellationToken);
        return (removedOffers, await givenUp.EraseAsync(person, request.CustomerId, shop.Id, before, cancellationToken));
    }

    // Exports made after the limit go too: they may tell of older orders, and the person can ask for another one.
    private async Task EraseExportsAsync(ShopId shop, ImmutableSortedSet<Identifier> person, CancellationToken cancellationToken)
    {
        var found = exports.ListAsync(shop, cancellationToken).Where(header => header.Person.Overlaps(person));
        foreach (var header in await found.ToListAsync(cancellationToken))
        {
            await exports.RemoveAsync(shop, header.Id, cancellationToken);
        }
    }

    // A waiting delivery would tell the endpoint of the person when it is sent. The event that tells of the erasure itself stays.
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
            // If the person has come back, offers flagged after the limit's day stay. Otherwise no orders are left, and all offers go.
            if (await identities.FindAsync(new BuyerKey(shop.Id, buyer), cancellationToken) is { IsEmpty: false })
            {
                latest = shop.DayOf(before);
            }
        }

        return await offers.EraseAsync(shop.Id, offer => gone.Contains(offer.Buyer.Buyer) && offer.FlaggedOn <= latest, cancellationToken);
    }
}
