using Churn.Domain.Classification;
using Churn.Domain.Offers;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Offers;

/// <summary>A shop's offers by kind and state, as JSON or as a CSV whose header stays as it is.</summary>
internal static class OfferList
{
    /// <summary>New columns are only ever added at the end.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["id", "kind", "state", "buyer", "customer_id", "episode", "flagged_on", "expires_on", "sent_on", "redeemed_on", "reasons"];

    public static IActionResult Answer(HttpRequest request, IAsyncEnumerable<Offer> offers)
    {
        var format = request.Query["format"].ToString();
        OfferFilter filter;
        try
        {
            filter = OfferFilter.Read(request.Query["kind"], request.Query["state"]);
        }
        catch (FormatException failure)
        {
            return Problems.BadRequest(failure.Message);
        }

        if (format is not ("" or "json" or "csv"))
        {
            return Problems.BadRequest("format takes json or csv.");
        }

        var asked = offers.Where(filter.Takes);
        return format == "csv" ? new CsvResult("offers.csv", Header, asked.Select(Row)) : new OkObjectResult(asked.Select(OfferView.Of));
    }

    private static IReadOnlyList<string?> Row(Offer offer) =>
    [
        offer.Id, Offer.Name(offer.Kind), offer.State.ToString(), offer.Buyer.Buyer.Value, offer.CustomerId, offer.Episode, $"{offer.FlaggedOn:yyyy-MM-dd}",
        $"{offer.ExpiresOn:yyyy-MM-dd}", $"{offer.SentOn:yyyy-MM-dd}", $"{offer.RedeemedOn:yyyy-MM-dd}", string.Join(' ', offer.Reasons.Select(ReasonText.Describe)),
    ];
}
