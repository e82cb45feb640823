using Churn.Domain.Classification;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Offers;

/// <summary>A shop's offers by kind and state: JSON page by page, or one CSV of all whose header stays as it is.</summary>
internal static class OfferList
{
    /// <summary>New columns are only ever added at the end.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["id", "kind", "state", "buyer", "customer_id", "episode", "flagged_on", "expires_on", "sent_on", "redeemed_on", "reasons"];

    public static IActionResult Answer(HttpRequest request, Shop shop, IOfferStore offers, CancellationToken cancellationToken)
    {
        var format = request.Query["format"].ToString();
        try
        {
            var filter = OfferFilter.Read(request.Query["kind"], request.Query["state"]);
            if (format == "csv")
            {
                return new CsvResult("offers.csv", Header, offers.ListAsync(shop.Id, cancellationToken).Where(filter.Takes).Select(Row));
            }

            var page = format is "" or "json" ? OfferPage.Read(shop, filter, request.Query) : throw new FormatException("format takes json or csv.");
            return new PageResult<OfferView>(page.ReadAsync(offers, cancellationToken), () => page.Next);
        }
        catch (FormatException failure)
        {
            return Problems.BadRequest(failure.Message);
        }
    }

    private static IReadOnlyList<string?> Row(Offer offer) =>
    [
        offer.Id, Offer.Name(offer.Kind), offer.State.ToString(), offer.Buyer.Buyer.Value, offer.CustomerId, offer.Episode, $"{offer.FlaggedOn:yyyy-MM-dd}",
        $"{offer.ExpiresOn:yyyy-MM-dd}", $"{offer.SentOn:yyyy-MM-dd}", $"{offer.RedeemedOn:yyyy-MM-dd}", string.Join(' ', offer.Reasons.Select(ReasonText.Describe)),
    ];
}
