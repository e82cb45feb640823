using Churn.Domain.Buyers;

namespace Churn.Functions.Api.Files;

/// <summary>
/// A file for a marketing tool, with the columns that the tool's import expects. The file holds no e-mail address, because none is stored.
/// docs/api.md says by what each tool can find a person.
/// </summary>
/// <param name="Name">The file's name, which is the last part of its address.</param>
/// <param name="Header">The names of the columns.</param>
/// <param name="Row">Returns the cells of one buyer.</param>
internal sealed record BuyerFile(string Name, IReadOnlyList<string> Header, Func<Buyer, IReadOnlyList<string?>> Row)
{
    public static IReadOnlyList<BuyerFile> All { get; } =
    [
        new("mailchimp.csv", ["Email Address", "Customer ID", "Tags"], buyer => [null, buyer.Facts.CustomerId, Tags(buyer, ",")]),
        new(
            "klaviyo.csv",
            ["Email", "External ID", "Churn Class", "Churn Activity", "Churn Last Purchase", "Churn Purchase Days"],
            buyer =>
            [
                null, buyer.Facts.CustomerId, buyer.Class.Relationship.ToString(), buyer.Class.Activity.ToString(),
                $"{buyer.Facts.LastPurchase:yyyy-MM-dd}", $"{buyer.Facts.PurchaseDays}",
            ]),
        new("shopify-tags.csv", ["ID", "Tags", "Tags Command"], buyer => [buyer.Facts.CustomerId, Tags(buyer, ", "), "MERGE"]),
    ];

    private static string Tags(Buyer buyer, string between) =>
        $"churn-class-{buyer.Class.Relationship.ToString().ToLowerInvariant()}{between}"
        + $"churn-activity-{buyer.Class.Activity.ToString().ToLowerInvariant()}";
}
