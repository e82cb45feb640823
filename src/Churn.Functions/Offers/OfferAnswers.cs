using System.Text.Json;
using Churn.Domain.Offers;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Offers;

/// <summary>Reads and answers what tools say of offers.</summary>
internal static class OfferAnswers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IActionResult Unreadable =>
        Problems.BadRequest("""Send JSON with "redeemed": true and, if something was given, "discount" in minor units, 0 or more.""");

    public static IActionResult Of(OfferNote note) => note switch
    {
        OfferNote.Noted => new NoContentResult(),
        OfferNote.HeldOut => Problems.Of(StatusCodes.Status409Conflict, "Held out", "This offer was never to be sent: its buyer shows what happens without it."),
        _ => Problems.NotFound("No offer of that id."),
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
