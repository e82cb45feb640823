using System.Runtime.CompilerServices;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Functions.Api.Buyers;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Api.Offers;

/// <summary>One page of a shop's offers in the order of their ids, and the token of the next page.</summary>
internal sealed class OfferPage(Shop shop, OfferFilter filter, int limit, string after)
{
    /// <summary>The most rows that one page reads. Under a rare filter a page is short, and its reader does not wait long.</summary>
    private const int MostRows = 20_000;

    private string? _read;
    private bool _isWhole;

    /// <summary>The token of the next page. Null after the last offer.</summary>
    public string? Next => _isWhole ? null : PageToken.Write(List(shop, filter), _read ?? after);

    /// <exception cref="FormatException">A parameter cannot be read. The message may be sent to the caller.</exception>
    public static OfferPage Read(Shop shop, OfferFilter filter, IQueryCollection query)
    {
        var limit = PageLimit.Read(query);
        return new OfferPage(
            shop, filter, limit, BuyerFilter.One(query, "token") is { } token ? Place(PageToken.Read(List(shop, filter), token)) : "");
    }

    public async IAsyncEnumerable<OfferView> ReadAsync(IOfferStore offers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rows, found) = (0, 0);
        await foreach (var offer in offers.ListAfterAsync(shop.Id, after, cancellationToken))
        {
            if (found == limit || rows == MostRows)
            {
                yield break;
            }

            rows++;
            _read = offer.Id;
            if (filter.Takes(offer))
            {
                found++;
                yield return OfferView.Of(offer);
            }
        }

        _isWhole = true;
    }

    // A token can be forged, and storage refuses some characters in a key. So the place must look like an offer's id.
    private static string Place(string id) =>
        id.Length <= 512 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':' or '_' or '=')
            ? id : throw PageToken.NotOurs();

    private static string List(Shop shop, OfferFilter filter) => $"offers|{shop.Id.Value}|{filter.Kind}|{filter.State}";
}
