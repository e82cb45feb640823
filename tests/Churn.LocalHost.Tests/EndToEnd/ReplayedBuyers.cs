using System.Text.RegularExpressions;
using Churn.Simulation.Shopify;
using Microsoft.Azure.Cosmos.Table;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>The shop for which files are replayed, and the comparison of its buyers with what the file says.</summary>
internal static class ReplayedBuyers
{
    public const string Shop = "cdnow";

    /// <summary>Returns the shop as replay makes it up, for a host that serves.</summary>
    public static LocalShop Made(out IReadOnlyDictionary<string, string?> settings)
    {
        var (shop, all, _) = LocalShop.Ensure(Shop, null, new Dictionary<string, string?>());
        settings = all;
        return shop;
    }

    public static void AreThoseOf(OrdersFile file, IReadOnlyDictionary<string, DynamicTableEntity> rows)
    {
        Assert.Equal(file.Buyers.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            file.Buyers.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            rows.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, new BuyerSums(
                pair.Value["Orders"].Int32Value!.Value,
                file.Buyers[pair.Key].Purchases is null ? null : pair.Value["PurchaseOrders"].Int32Value,
                pair.Value["NetValue"].Int64Value!.Value))));
    }

    /// <summary>Returns a number of the table with which the command ends.</summary>
    public static string Reported(string output, string line) =>
        Regex.Match(output, $@"{Regex.Escape(line)}\s+\S\s+(?<number>[\d,]+)").Groups["number"].Value;
}
