using System.Globalization;
using Churn.Domain.Labels;
using Churn.Domain.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Buyers;

/// <summary>One page of a buyer's orders, newest first, and the token of the next page.</summary>
internal static class HistoryPage
{
    /// <param name="id">
    /// The buyer's id as the request wrote it. The token is bound to this text, so a token stays valid when the buyer is merged between
    /// two pages.
    /// </param>
    /// <param name="query">Holds <c>limit</c> and <c>token</c>.</param>
    public static Task<IActionResult> AnswerAsync(
        BuyerHistory history, BuyerRequest asked, string id, IQueryCollection query, CancellationToken cancellationToken) =>
        Problems.OrBadRequestAsync(async () =>
        {
            var list = $"history|{asked.Shop.Id.Value}|{id}|{asked.AsOf:O}";
            var before = BuyerFilter.One(query, "token") is { } token ? Place(PageToken.Read(list, token)) : (OrderPosition?)null;
            var limit = PageLimit.Read(query);
            var page = await history.PageAsync(asked.Buyer, asked.Covers, before, limit + 1, cancellationToken);
            var next = page.Count > limit ? PageToken.Write(list, Write(page[limit - 1].Position)) : null;
            return new PageResult<OrderView>(page.Take(limit).Select(OrderView.Of).ToAsyncEnumerable(), () => next);
        });

    private static string Write(OrderPosition position) =>
        string.Create(CultureInfo.InvariantCulture, $"{position.PlacedAtTicks} {position.OrderId}");

    private static OrderPosition Place(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space
        && long.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new OrderPosition(ticks, text[(space + 1)..])
            : throw PageToken.NotOurs();
}
