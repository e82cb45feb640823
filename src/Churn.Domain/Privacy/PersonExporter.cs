using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Answers a person who asks what is held of them, with a document that an operator fetches.</summary>
public sealed class PersonExporter(
    IBuyerStore buyers, IBuyerIdentities identities, IOfferStore offers, PoisonedOrders givenUp, IExportStore exports, TimeProvider time)
{
    /// <summary>How long an export is kept: a month, the time that the law gives to answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>
    /// Makes the export unless it already exists, so that a request that is delivered again changes nothing. An expired export is made
    /// anew.
    /// </summary>
    /// <param name="request">Names the person who asks.</param>
    /// <param name="receipt">The delivery's receipt, which names the export if the request has no number.</param>
    /// <param name="cancellationToken">Stops between two requests, which loses nothing.</param>
    public async Task<ExportHeader> ExportAsync(ShopId shop, PrivacyRequest request, string receipt, CancellationToken cancellationToken)
    {
        var id = ExportHeader.IsId(request.RequestId) ? request.RequestId! : receipt;
        var now = time.GetUtcNow();
        if (await exports.ReadAsync(shop, id, cancellationToken) is { } there && there.Header.ExpiresOn > now)
        {
            return there.Header;
        }

        var (document, person) = await CollectAsync(shop, id, request, now, cancellationToken);
        var header = new ExportHeader
        {
            Shop = shop, Id = id, MadeOn = now, ExpiresOn = document.ExpiresOn,
            Person = document.IsEmpty ? [] : [.. person.Take(Evidence.MaxIdentifiers)],
        };
        await exports.WriteAsync(header, document.ToJson(), cancellationToken);
        return header;
    }

    /// <summary>Removes the shop's exports that have expired, and returns how many there were.</summary>
    public async Task<int> ClearAsync(ShopId shop, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var over = await exports.ListAsync(shop, cancellationToken).Where(header => header.ExpiresOn <= now).ToListAsync(cancellationToken);
        foreach (var header in over)
        {
            await exports.RemoveAsync(shop, header.Id, cancellationToken);
        }

        return over.Count;
    }

    private async Task<(ExportDocument Document, ImmutableSortedSet<Identifier> Person)> CollectAsync(
        ShopId shop, string id, PrivacyRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<BuyerId, ExportedBuyer>();
        var person = request.Person;
        foreach (var start in await StartsAsync(shop, request.Person, cancellationToken))
        {
            if (await identities.FindAsync(new BuyerKey(shop, start), cancellationToken) is { } buyer
                && !found.ContainsKey(buyer.Key.Buyer))
            {
                found.Add(buyer.Key.Buyer, ExportedBuyer.Of(buyer, await buyers.ReadOrdersAsync(buyer, cancellationToken)));
                person = person.Union(buyer.Evidence.Identifiers);
            }
        }

        var ids = found.Keys.Concat(person.Select(identifier => BuyerId.Of(identifier))).ToHashSet();
        var document = new ExportDocument
        {
            Shop = shop.Value, Request = id, MadeOn = now, ExpiresOn = now + Lifetime,
            Buyers = [.. found.Values],
            NamedOrders = await NamedAsync(
                shop,
                request.OrderIds.Except(found.Values.SelectMany(buyer => buyer.Orders).Select(order => order.Id)),
                cancellationToken),
            Offers =
            [
                .. await offers.ListAsync(shop, cancellationToken).Where(offer => ids.Contains(offer.Buyer.Buyer))
                    .Select(ExportedOffer.Of).ToListAsync(cancellationToken),
            ],
            GivenUp = [.. await givenUp.FindAsync(person, request.CustomerId, shop, cancellationToken)],
        };
        return (document, person);
    }

    // A shared identifier leads to all people who share it, so it is used only if the request names nothing else.
    private async Task<IReadOnlyCollection<BuyerId>> StartsAsync(
        ShopId shop, ImmutableSortedSet<Identifier> person, CancellationToken cancellationToken)
    {
        var starts = new SortedSet<BuyerId>();
        foreach (var identifier in person)
        {
            var owner = await identities.LookUpAsync(shop, identifier, cancellationToken);
            if (owner is not { Shared: true } || person.Count == 1)
            {
                starts.Add(owner?.Buyer ?? BuyerId.Of(identifier));
            }
        }

        return starts;
    }

    private async Task<ImmutableArray<Order>> NamedAsync(ShopId shop, IEnumerable<string> orderIds, CancellationToken cancellationToken)
    {
        var named = ImmutableArray.CreateBuilder<Order>();
        foreach (var orderId in orderIds)
        {
            if (await identities.FindOrderAsync(shop, orderId, cancellationToken) is { } held)
            {
                named.Add(held.Entry.Effective);
            }
        }

        return named.ToImmutable();
    }
}
