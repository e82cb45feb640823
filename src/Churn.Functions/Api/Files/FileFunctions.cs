using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Api.Files;

/// <summary>Writes files of a shop's buyers for marketing tools.</summary>
public sealed class FileFunctions(IBuyerStore buyers, IShopDirectory shops)
{
    [Function("GetFile")]
    public IActionResult GetFile(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}/files/{name}")] HttpRequest request,
        string shop, string name, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found)
        ?? (BuyerFile.All.FirstOrDefault(file => file.Name == name) is { } file
            ? new CsvResult(file.Name, file.Header, RowsAsync(found, file, cancellationToken))
            : Problems.NotFound($"The files are {string.Join(", ", BuyerFile.All.Select(known => known.Name))}."));

    private async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        Shop shop, BuyerFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in buyers.ScanAsync(shop.Id, Buckets.Name(bucket), cancellationToken))
            {
                // A tool finds a person by the platform's customer id.
                if (buyer.Facts is { CustomerId: not null, PurchaseDays: > 0 })
                {
                    yield return file.Row(buyer);
                }
            }
        }
    }
}
