using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Buyers;

/// <summary>Finds the shop and the buyer of a request, or refuses the request.</summary>
public sealed class BuyerRequests(BuyerFinder finder, IShopDirectory shops, IRulebooks rulebooks, TimeProvider time)
{
    private const string AsOf = "asOf";

    public async Task<IActionResult> AnswerAsync(
        HttpRequest request, string shop, string id, Func<BuyerRequest, CancellationToken, Task<IActionResult>> answer,
        CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } unopened)
        {
            return unopened;
        }

        var today = found.DayOf(time.GetUtcNow());
        if (Refusal(request, today, out var asOf) is { } refusal)
        {
            return Problems.BadRequest(refusal);
        }

        if (await finder.FindAsync(found, id, cancellationToken) is not { } buyer)
        {
            return Problems.NotFound("No such buyer. Name a buyer by id, or by 'customer:' and the platform's customer id.");
        }

        var rulebook = asOf is { } day
            ? await rulebooks.OnAsync(found, day, cancellationToken)
            : await rulebooks.ForAsync(found, cancellationToken);
        using var waiting = request.OrHangUp(cancellationToken);
        return await answer(new BuyerRequest(found, rulebook, buyer, today, asOf), waiting.Token);
    }

    private static string? Refusal(HttpRequest request, DateOnly today, out DateOnly? asOf)
    {
        asOf = null;
        if (!request.Query.TryGetValue(AsOf, out var values))
        {
            return null;
        }

        if (values.Count != 1
            || !DateOnly.TryParseExact(values[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return "asOf takes one day written yyyy-MM-dd, such as 2026-05-14.";
        }

        asOf = day;
        return day > today ? "asOf lies in the future. The ledger holds past orders only." : null;
    }
}

/// <summary>A request about one buyer. <see cref="AsOf"/> is null when the request asks for the present state.</summary>
public sealed record BuyerRequest(Shop Shop, Rulebook Rulebook, Buyer Buyer, DateOnly Today, DateOnly? AsOf)
{
    /// <summary>Whether the order had been placed by the requested day.</summary>
    public bool Covers(Order order) => AsOf is not { } day || Shop.DayOf(order.PlacedAt) <= day;
}
