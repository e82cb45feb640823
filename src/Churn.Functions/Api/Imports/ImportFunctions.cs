using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Imports;

/// <summary>Takes a shop's history as a file.</summary>
public sealed class ImportFunctions(OrderImporter importer, IShopDirectory shops)
{
    [Function("ImportOrders")]
    public async Task<IActionResult> ImportOrdersAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/import")] HttpRequest request, string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        return await Problems.OrBadRequestAsync(async () => new OkObjectResult(await ImportAsync(request, found, cancellationToken)));
    }

    private async Task<ImportView> ImportAsync(HttpRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var (format, columns) = (request.Query["format"].ToString(), request.Query["mapping"].ToString());
        var mapping = columns.Length > 0 ? ImportMapping.Read(columns)
            : format.Length == 0 ? null
            : ImportFormats.Find(format) ?? throw new FormatException("format takes csv, shopify or woocommerce; any other file needs a mapping.");
        var report = new ImportReport();
        var orders = new OrderFile(shop, mapping, report).ReadAsync(request.Body, cancellationToken);
        var counts = await importer.ImportAsync(shop.Id, orders, OrderImporter.DefaultBuffer, _ => { }, cancellationToken);
        return new ImportView(
            report.Rows, report.Orders, counts.New, counts.Changed, counts.Duplicates, counts.Erased, report.ReturnRows, report.Unread, report.Problems);
    }
}
