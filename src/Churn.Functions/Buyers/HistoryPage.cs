using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Buyers;

/// <summary>A page of a buyer's orders, newest first, and the token of the place where it ended.</summary>
internal static class HistoryPage
{
    /// <param name="history">Reads the ledger.</param>
    /// <param name="asked">The buyer, and the day if one was named.</param>
    /// <param name="id">The buyer as the request names them: pages go on when another buyer has become one with them meanwhile.</param>
    /// <param name="query">Limit and token.</param>
    /// <param name="cancellationToken">The request's.</param>
    public static Task<IActionResult> AnswerAsync(BuyerHistory history, BuyerRequest asked, string id, IQueryCollection query, CancellationToken cancellationToken) =>
        Problems.OrBadRequestAsync(async () =>
        {
            var list = $"history|{asked.Shop.Id.Value}|{id}|{asked.AsOf:O}";
            var before = BuyerFilter.One(query, "token") is { } token ? Place(PageToken.Read(list, token)) : (OrderPosition?)null;
            var limit = PageLimit.Read(query);
            var page = await history.PageAsync(asked.Buyer, asked.Covers, before, limit + 1, cancellationToken);
            var next = page.Count > limit ? PageToken.Write(list, Write(page[limit - 1].Position)) : null;
            return new PageResult<OrderView>(page.Take(limit).Select(OrderView.Of).ToAsyncEnumerable(), () => next);
        });

    private static string Write(OrderPosition position) => string.Create(CultureInfo.InvariantCulture, $"{position.PlacedAtTicks} {position.OrderId}");

    private static OrderPosition Place(string text) =>
        text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && long.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new OrderPosition(ticks, text[(space + 1)..])
            : throw PageToken.NotOurs();
}
