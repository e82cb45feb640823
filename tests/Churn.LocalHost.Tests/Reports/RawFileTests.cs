using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Orders;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.LocalHost.Tests.Fixtures;
using Churn.LocalHost.Tests.Replay;
using Churn.Simulation.Shopify;
using Churn.Testing.Builders;

namespace Churn.LocalHost.Tests.Reports;

/// <summary>Compares a report's numbers with those that a separate script, <c>figures.py</c>, finds in the raw file.</summary>
public sealed class RawFileTests
{
    private static readonly Shop Shop = AShop.Named("raw", options =>
    {
        options.TimeZone = "UTC";
        options.Currency = "USD";
    });

    // python3 tests/Churn.LocalHost.Tests/Reports/figures.py tests/Churn.LocalHost.Tests/Fixtures/till.csv 2025-06-30
    // python3 tests/Churn.LocalHost.Tests/Reports/figures.py tests/Churn.LocalHost.Tests/Fixtures/gifts.csv 2025-12-09
    [Theory]
    [InlineData(
        Histories.Till,
        "2025-06-30",
        "buyers 159 orders 391 revenue 1244611 repeated 82 gini 0.472294278363 cohorts e492508191b65d80")]
    [InlineData(
        Histories.Gifts,
        "2025-12-09",
        "buyers 134 orders 286 revenue 4239790 repeated 67 gini 0.424067504329 cohorts 12003e2d6b0902d5")]
    public async Task Build_FromTheFile_HasTheScriptsNumbers(string file, string asOf, string expected)
    {
        var report = await ReportAsync(Histories.Find(file), DateOnly.Parse(asOf, CultureInfo.InvariantCulture));

        double Value(string id) => report.Figures.Single(figure => figure.Id == id).Value!.Value;
        var repeat = report.Figures.Single(figure => figure.Id == "repeat.rate");
        var cohorts = string.Join(
            '\n',
            report.Cohorts.Select(cohort => $"{cohort.Month:yyyy-MM} {cohort.Size}: {string.Join(' ', cohort.Active)}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cohorts)))[..16];
        var found = FormattableString.Invariant($"buyers {Value("buyers")} orders {Value("orders")} revenue {Value("revenue")} ")
            + FormattableString.Invariant($"repeated {repeat.Count} gini {Value("revenue.gini"):F12} cohorts {hash}");
        Assert.Equal(expected, found);
        Assert.Equal(Value("buyers"), (double)repeat.Of!.Value);
    }

    private static async Task<ShopReport> ReportAsync(string file, DateOnly asOf)
    {
        var plan = await Plans.OfFileAsync(file);
        var newest = plan.Deliveries.GroupBy(delivery => delivery.Order.Id).Select(group => group.Last().Order);
        var rulebook = new Rulebook(Policy.For(BusinessModel.GeneralRetail), ShopModel.None);
        var tally = new ReportTally(asOf);
        foreach (var ledger in newest.GroupBy(order => order.CustomerId))
        {
            var facts = BuyerFold.Fold(ledger.Select(Canonical), Shop);
            tally.Add(ReportBuyer.Of(facts, Classifier.Classify(facts, rulebook, asOf)));
        }

        var version = rulebook.Policy.Version;
        var inputs = new ReportInputs { Shop = Shop, PolicyVersion = version, Model = ModelFigures.Of(ShopModel.None) };
        return ReportBuilder.Build(tally, inputs);
    }

    private static Order Canonical(ShopifyOrder order) => new()
    {
        Shop = Shop.Id,
        Id = order.Id.ToString(CultureInfo.InvariantCulture),
        Version = order.UpdatedAt.UtcTicks,
        PlacedAt = order.PlacedAt,
        Status = OrderStatus.Paid,
        Currency = order.Currency,
        Money = OrderMoney.FromTotal(Cents(order.Total), 0, 0, 0),
        RefundedTotal = Cents(order.Refunded),
        Buyer = IdentityHasher.Identify(Shop, order.Id.ToString(CultureInfo.InvariantCulture), order.Email, null, null),
    };

    private static long Cents(decimal amount) => Currencies.ToMinor(amount, Shop.Currency)!.Value;
}
