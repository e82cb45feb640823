using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Identity;

/// <summary>Lets an operator correct who is one buyer: mark a shared address or number, or undo a wrong merge.</summary>
public sealed class IdentityFunctions(IBuyerIdentities identities, IShopDirectory shops)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Function("ShareIdentifier")]
    public async Task<IActionResult> ShareIdentifierAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/identifiers/shared")] HttpRequest request,
        string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        var identifiers = Identifiers(found, await ReadAsync(request, cancellationToken));
        foreach (var identifier in identifiers)
        {
            await identities.ShareAsync(found.Id, identifier, cancellationToken);
        }

        return identifiers.Count > 0
            ? new NoContentResult()
            : Problems.BadRequest("""Send JSON with a readable "email" or "phone" that several people share.""");
    }

    [Function("UnmergeBuyer")]
    public async Task<IActionResult> UnmergeBuyerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/buyers/{id}/unmerge")] HttpRequest request,
        string shop, string id, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        if (!BuyerId.TryParse(id, out var buyer))
        {
            return Problems.NotFound("That is not a buyer's id.");
        }

        return await identities.UnmergeAsync(new BuyerKey(found.Id, buyer), cancellationToken) switch
        {
            { Marked: { } marked } => new OkObjectResult(
                new { nowShared = marked.Kind == IdentifierKind.Link ? null : marked.Kind.ToString() }),
            { WasMerged: false } => Problems.Of(
                StatusCodes.Status409Conflict, "Cannot be undone", $"Buyer {buyer} of shop {found.Id} was not merged into another."),
            _ => Problems.Of(
                StatusCodes.Status409Conflict, "Cannot be undone",
                $"More than one identifier connects buyer {buyer} of shop {found.Id} with the buyer it was merged into. "
                + "Mark the shared identifiers one by one."),
        };
    }

    private static List<Identifier> Identifiers(Shop shop, SharedIdentifierRequest? request) =>
    [
        .. IdentityHasher.Identify(shop, "none", request?.Email, request?.Phone, null).Identifiers
            .Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder),
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

/// <summary>An e-mail address or phone number that several people use. The app hashes it at once and stores only the hash.</summary>
public sealed record SharedIdentifierRequest(string? Email, string? Phone);
