using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Privacy;

/// <summary>Reads requests for exports and refuses those that name nothing, or one whose time is over.</summary>
public sealed class ExportRequests(IExportStore exports, IShopDirectory shops, TimeProvider time)
{
    public async Task<IActionResult> ListAsync(string shop, CancellationToken cancellationToken)
    {
        if (!ShopId.TryParse(shop, out var id) || shops.Find(id) is null)
        {
            return Problems.NotFound("No shop of that name is configured.");
        }

        var now = time.GetUtcNow();
        return new OkObjectResult(
            await exports.ListAsync(id, cancellationToken).Where(header => header.ExpiresOn > now).Select(ExportView.Of).ToListAsync(cancellationToken));
    }

    public async Task<IActionResult> ReadAsync(string shop, string export, CancellationToken cancellationToken) =>
        !ShopId.TryParse(shop, out var id) || shops.Find(id) is null ? Problems.NotFound("No shop of that name is configured.")
        : ExportHeader.IsId(export) && await exports.ReadAsync(id, export, cancellationToken) is { } found && found.Header.ExpiresOn > time.GetUtcNow()
            ? new ContentResult { Content = found.Text, ContentType = "application/json", StatusCode = 200 }
            : Problems.NotFound("There is no such export; one is kept for 30 days, unless the person is erased before.");
}
