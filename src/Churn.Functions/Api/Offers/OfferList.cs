using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Offers;

/// <summary>Lists a shop's offers by kind and state, as pages of JSON or as one CSV file.</summary>
internal static class OfferList
{
    /// <summary>The columns of the CSV file. New columns are only added at the end, so that importers keep working.</summary>
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

            var page = format is "" or "json"
                ? OfferPage.Read(shop, filter, request.Query)
                : throw new FormatException("format takes json or csv.");
            return new PageResult<OfferView>(page.ReadAsync(offers, cancellationToken), () => page.Next);
        }
        catch (FormatException failure)
        {
            return Problems.BadRequest(failure.Message);
        }
    }

    private static IReadOnlyList<string?> Row(Offer offer) =>
    [
        offer.Id, OfferKinds.NameOf(offer.Kind), offer.State.ToString(), offer.Buyer.Buyer.Value, offer.CustomerId, offer.Episode,
        $"{offer.FlaggedOn:yyyy-MM-dd}", $"{offer.ExpiresOn:yyyy-MM-dd}", $"{offer.SentOn:yyyy-MM-dd}", $"{offer.RedeemedOn:yyyy-MM-dd}",
        string.Join(' ', offer.Reasons.Select(ReasonText.Describe)),
    ];
}
