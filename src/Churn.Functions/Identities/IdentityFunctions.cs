using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Identities;

/// <summary>What an operator knows of people better than their identifiers do: an address that several share, a merge that was wrong.</summary>
public sealed class IdentityFunctions(BuyerSplitter splitter, IShopDirectory shops)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Function("ShareIdentifier")]
    public async Task<IActionResult> ShareIdentifierAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/identifiers/shared")] HttpRequest request, string shop, CancellationToken cancellationToken)
    {
        if (!ShopId.TryParse(shop, out var id) || shops.Find(id) is not { } found)
        {
            return Problems.NotFound("No shop of that name is configured.");
        }

        var identifiers = Identifiers(found, await ReadAsync(request, cancellationToken));
        foreach (var identifier in identifiers)
        {
            await splitter.ShareAsync(id, identifier, cancellationToken);
        }

        return identifiers.Count > 0 ? new NoContentResult() : Problems.BadRequest("""Send JSON with a readable "email" or "phone" that several people share.""");
    }

    [Function("UnmergeBuyer")]
    public async Task<IActionResult> UnmergeBuyerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/buyers/{id}/unmerge")] HttpRequest request, string shop, string id, CancellationToken cancellationToken)
    {
        if (!ShopId.TryParse(shop, out var shopId) || shops.Find(shopId) is null || !BuyerId.TryParse(id, out var buyer))
        {
            return Problems.NotFound("No such shop, or not a buyer's id.");
        }

        try
        {
            var shared = await splitter.UndoAsync(new BuyerKey(shopId, buyer), cancellationToken);
            return new OkObjectResult(new { nowShared = shared?.Kind.ToString() });
        }
        catch (InvalidOperationException refusal)
        {
            return Problems.Of(StatusCodes.Status409Conflict, "Cannot be undone", refusal.Message);
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
