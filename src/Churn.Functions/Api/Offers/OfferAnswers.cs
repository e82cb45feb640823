using System.Text.Json;
using Churn.Domain.Offers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Offers;

/// <summary>Reads what a shop's tool reports about an offer, and builds the answer.</summary>
internal static class OfferAnswers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IActionResult Unreadable =>
        Problems.BadRequest("""Send JSON with "redeemed": true and, if something was given, "discount" in minor units, 0 or more.""");

    public static IActionResult Of(OfferUpdateResult note) => note switch
    {
        OfferUpdateResult.Noted => new NoContentResult(),
        OfferUpdateResult.HeldOut => Problems.Of(
            StatusCodes.Status409Conflict, "Held out",
            "This offer must not be sent. Its buyer is held out, to show what happens without the offer."),
        _ => Problems.NotFound("There is no offer with that id."),
    };

    public static async Task<OfferOutcomeRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<OfferOutcomeRequest>(request.Body, Json, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What the shop's tool reports about an offer.</summary>
/// <param name="Redeemed">Whether the buyer used the offer. The orders show whether the buyer bought.</param>
/// <param name="Discount">The discount that the buyer received, in minor units.</param>
public sealed record OfferOutcomeRequest(bool Redeemed, long Discount);
