using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Reports;
using Churn.Domain.Scores;
using Churn.Domain.Shops;
using Churn.LocalHost.Replay;
using Churn.LocalHost.Shopify;
using Churn.LocalHost.Tests.Replay;
using Churn.TestSupport.Builders;

namespace Churn.LocalHost.Tests.Reports;

/// <summary>A report's numbers against those that a script of its own, <c>figures.py</c>, finds in the raw file.</summary>
public sealed class RawFileTests
{
    private static readonly Shop Shop = AShop.Named("raw", options =>
    {
        options.TimeZone = "UTC";
        options.Currency = "USD";
    });

    // python3 tests/Churn.LocalHost.Tests/Reports/figures.py ../shared/data/cdnow_sample/orders.csv 1998-06-30
    // python3 tests/Churn.LocalHost.Tests/Reports/figures.py ../shared/data/online_retail/orders.csv 2011-12-09
    [SharedHistoriesTheory]
    [InlineData("cdnow_sample", "1998-06-30", "buyers 2349 orders 6911 revenue 24409194 repeated 1139 gini 0.629660129760 cohorts 2ad5b0c53092818e")]
    [InlineData("online_retail", "2011-12-09", "buyers 4324 orders 18209 revenue 832268225 repeated 2778 gini 0.702891835617 cohorts 6d6deb7c1a1fdddd")]
    public void Build_FromTheFile_HasTheScriptsNumbers(string data, string asOf, string expected)
    {
        var report = Report(Path.Combine(SharedHistoriesTheoryAttribute.Folder, data, "orders.csv"), DateOnly.Parse(asOf, CultureInfo.InvariantCulture));

        double Value(string id) => report.Figures.Single(figure => figure.Id == id).Value!.Value;
        var repeat = report.Figures.Single(figure => figure.Id == "repeat.rate");
        var cohorts = string.Join('\n', report.Cohorts.Select(cohort => $"{cohort.Month:yyyy-MM} {cohort.Size}: {string.Join(' ', cohort.Active)}"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cohorts)))[..16];
        Assert.Equal(expected, string.Create(
            CultureInfo.InvariantCulture,
            $"buyers {Value("buyers")} orders {Value("orders")} revenue {Value("revenue")} repeated {repeat.Count} gini {Value("revenue.gini"):F12} cohorts {hash}"));
        Assert.Equal(Value("buyers"), (double)repeat.Of!.Value);
    }

    private static ShopReport Report(string file, DateOnly asOf)
    {
        using var text = new StreamReader(file);
        var plan = ReplayPlan.Make(OrderFileReader.Read(file, text), Shop.Currency);
        var newest = plan.Deliveries.GroupBy(delivery => delivery.Order.Id).Select(group => group.Last().Order);
        var rulebook = new Rulebook(Policy.For(BusinessModel.GeneralRetail), ShopModel.None);
        var tally = new ReportTally(asOf);
        foreach (var ledger in newest.GroupBy(order => order.CustomerId))
        {
            var facts = BuyerFold.Fold(ledger.Select(Canonical), Shop);
            tally.Add(ReportBuyer.Of(facts, Classifier.Classify(facts, rulebook, asOf)));
        }

        return ReportBuilder.Build(tally, new ReportInputs { Shop = Shop, PolicyVersion = rulebook.Policy.Version, Model = ModelFigures.Of(ShopModel.None) });
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
