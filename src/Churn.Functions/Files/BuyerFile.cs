using Churn.Domain.Buyers;

namespace Churn.Functions.Files;

/// <summary>
/// A file for a tool of marketing people, in the columns that its own import takes. There is no e-mail address in it, for none is stored: docs/api.md
/// says what each tool can find a person by.
/// </summary>
/// <param name="Name">As in the address.</param>
/// <param name="Header">The import's columns.</param>
/// <param name="Row">A buyer's cells.</param>
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
                null, buyer.Facts.CustomerId, buyer.Class.Relationship.ToString(), buyer.Class.Activity.ToString(), $"{buyer.Facts.LastPurchase:yyyy-MM-dd}",
                $"{buyer.Facts.PurchaseDays}",
            ]),
        new("shopify-tags.csv", ["ID", "Tags", "Tags Command"], buyer => [buyer.Facts.CustomerId, Tags(buyer, ", "), "MERGE"]),
    ];

    private static string Tags(Buyer buyer, string between) =>
        $"churn-class-{buyer.Class.Relationship.ToString().ToLowerInvariant()}{between}churn-activity-{buyer.Class.Activity.ToString().ToLowerInvariant()}";
}
