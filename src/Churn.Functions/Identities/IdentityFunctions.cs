using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Churn.Functions.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Identities;

/// <summary>What an operator knows of people better than their identifiers do: an address that several share, a merge that was wrong.</summary>
public sealed class IdentityFunctions(BuyerSeparator separator, IShopDirectory shops)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Function("ShareIdentifier")]
    public async Task<IActionResult> ShareIdentifierAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/identifiers/shared")] HttpRequest request, string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        var identifiers = Identifiers(found, await ReadAsync(request, cancellationToken));
        foreach (var identifier in identifiers)
        {
            await separator.ShareAsync(found.Id, identifier, cancellationToken);
        }

        return identifiers.Count > 0 ? new NoContentResult() : Problems.BadRequest("""Send JSON with a readable "email" or "phone" that several people share.""");
    }

    [Function("UnmergeBuyer")]
    public async Task<IActionResult> UnmergeBuyerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/buyers/{id}/unmerge")] HttpRequest request, string shop, string id, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        if (!BuyerId.TryParse(id, out var buyer))
        {
            return Problems.NotFound("That is not a buyer's id.");
        }

        try
        {
            var shared = await separator.UndoAsync(new BuyerKey(found.Id, buyer), cancellationToken);
            return new OkObjectResult(new { nowShared = shared?.Kind.ToString() });
        }
        catch (InvalidOperationException impossible)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Cannot be undone", impossible.Message);
        }
    }

    private static List<Identifier> Identifiers(Shop shop, SharedIdentifierRequest? request) =>
    [
        .. IdentityHasher.Identify(shop, "none", request?.Email, request?.Phone, null).Identifiers.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder),
    ];

    private static async Task<SharedIdentifierRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<SharedIdentifierRequest>(request.Body, Json, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
