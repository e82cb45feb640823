using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Privacy;

/// <summary>Answers requests for exports. An unknown or expired export is answered with 404.</summary>
public sealed class ExportRequests(IExportStore exports, IShopDirectory shops, TimeProvider time)
{
    public async Task<IActionResult> ListAsync(string shop, CancellationToken cancellationToken)
    {
        if (!ShopId.TryParse(shop, out var id) || shops.Find(id) is null)
        {
            return Problems.NotFound("No shop of that name is configured.");
        }

        var now = time.GetUtcNow();
        return new OkObjectResult(await exports.ListAsync(id, cancellationToken)
            .Where(header => header.ExpiresOn > now).Select(ExportView.Of).ToListAsync(cancellationToken));
    }

    public async Task<IActionResult> ReadAsync(string shop, string export, CancellationToken cancellationToken) =>
        !ShopId.TryParse(shop, out var id) || shops.Find(id) is null ? Problems.NotFound("No shop of that name is configured.")
        : ExportHeader.IsId(export) && await exports.ReadAsync(id, export, cancellationToken) is { } found
            && found.Header.ExpiresOn > time.GetUtcNow()
            ? new ContentResult { Content = found.Text, ContentType = "application/json", StatusCode = 200 }
            : Problems.NotFound("There is no such export. An export is kept for 30 days, or until the person is erased.");
}

/// <summary>An export in a list. The list does not show the person.</summary>
public sealed record ExportView(string Id, bool NothingHeld, DateTimeOffset MadeOn, DateTimeOffset ExpiresOn)
{
    public static ExportView Of(ExportHeader header) => new(header.Id, header.Person.Count == 0, header.MadeOn, header.ExpiresOn);
}
