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
        var (kinds, states, format) = (request.Query["kind"], request.Query["state"], request.Query["format"].ToString());
        OfferKind kind = default;
        OfferState state = default;
        if (kinds.Count > 1 || (kinds.Count == 1 && !IsName(kinds.ToString(), out kind)))
        {
            return Problems.BadRequest($"kind takes one of {string.Join(", ", Enum.GetValues<OfferKind>().Select(Offer.Name))}.");
        }

        if (states.Count > 1 || (states.Count == 1 && !IsName(states.ToString(), out state)))
        {
            return Problems.BadRequest($"state takes one of {string.Join(", ", Enum.GetNames<OfferState>())}.");
        }

        if (format is not ("" or "json" or "csv"))
        {
            return Problems.BadRequest("format takes json or csv.");
        }

        // Who is held out must be left alone: they are shown to nobody who does not ask for them.
        var asked = offers.Where(offer => (kinds.Count == 0 || offer.Kind == kind) && (states.Count == 0 ? offer.State != OfferState.HeldOut : offer.State == state));
        return format == "csv" ? new CsvResult("offers.csv", Header, asked.Select(Row)) : new OkObjectResult(asked.Select(OfferView.Of));
    }

    private static bool IsName<T>(string text, out T value)
        where T : struct, Enum
    {
        value = default;
        return Enum.GetNames<T>().Any(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    private static IReadOnlyList<string?> Row(Offer offer) =>
    [
        offer.Id, Offer.Name(offer.Kind), offer.State.ToString(), offer.Buyer.Buyer.Value, offer.CustomerId, offer.Episode, $"{offer.FlaggedOn:yyyy-MM-dd}",
        $"{offer.ExpiresOn:yyyy-MM-dd}", $"{offer.SentOn:yyyy-MM-dd}", $"{offer.RedeemedOn:yyyy-MM-dd}", string.Join(' ', offer.Reasons.Select(ReasonText.Describe)),
    ];
}
