using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Api.Buyers;

/// <summary>One page of a shop's buyers in the order of bucket and id, and the token of the next page.</summary>
internal sealed class BuyerPage(Shop shop, BuyerFilter filter, int limit, int bucket, string after)
{
    /// <summary>The most rows that one page reads. Under a rare filter a page is short, and its reader does not wait long.</summary>
    private const int MostRows = 20_000;

    private const int MarkBytes = 8;

    private (int Bucket, string After)? _end = (bucket, after);

    /// <summary>The token of the next page. Null after the last buyer.</summary>
    public string? Next => _end is { } end
        ? Base64Url.EncodeToString([.. filter.Mark(shop.Id.Value), (byte)end.Bucket, .. Encoding.ASCII.GetBytes(end.After)])
        : null;

    /// <exception cref="FormatException">A parameter cannot be read. The message may be sent to the caller.</exception>
    public static BuyerPage Read(Shop shop, IQueryCollection query)
    {
        var filter = BuyerFilter.Read(query);
        var limit = PageLimit.Read(query);
        var (bucket, after) = BuyerFilter.One(query, "token") is { } token ? Place(shop, filter, token) : (0, "");
        return new BuyerPage(shop, filter, limit, bucket, after);
    }

    public async IAsyncEnumerable<BuyerListItem> ReadAsync(IBuyerStore buyers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (rows, found) = (0, 0);
        for (var (at, from) = (bucket, after); at < Buckets.Count; (at, from) = (at + 1, ""))
        {
            await foreach (var buyer in buyers.ScanAsync(shop.Id, Buckets.Name(at), cancellationToken))
            {
                var id = buyer.Key.Buyer.Value;
                if (string.CompareOrdinal(id, from) <= 0)
                {
                    continue;
                }

                if (found == limit || rows == MostRows)
                {
                    yield break;
                }

                rows++;
                _end = (at, id);
                if (filter.Takes(buyer))
                {
                    found++;
                    yield return BuyerListItem.Of(buyer);
                }
            }
        }

        _end = null;
    }

    // A token holds the place at which the list continues and a mark of the list. It grants no access: a forged token only starts the
    // same list at another place.
    private static (int Bucket, string After) Place(Shop shop, BuyerFilter filter, string token)
    {
        var bytes = new byte[64];
        if (token.Length > 80 || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length < MarkBytes + 1
            || !bytes.AsSpan(0, MarkBytes).SequenceEqual(filter.Mark(shop.Id.Value)))
        {
            throw PageToken.NotOurs();
        }

        var after = Encoding.ASCII.GetString(bytes.AsSpan(MarkBytes + 1, length - MarkBytes - 1));
        return after.Length == 0 || BuyerId.TryParse(after, out _) ? (bytes[MarkBytes], after) : throw PageToken.NotOurs();
    }
}
