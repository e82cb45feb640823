using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Reports;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Reports;

/// <summary>Compares the steadiness of the clients' revenue with that of all other buyers.</summary>
public sealed class SteadinessTests
{
    // python3 -c "import statistics as s; print(*(s.stdev(m)/s.mean(m) for m in ([10000,12000,11000],[1000,0,5000])))"
    [Fact]
    public void Build_SteadyClientsAndUnsteadyCustomers_HasTheirVariationAndShareOfWholeMonths()
    {
        var report = Report(
            Bought(Relationship.Client, (1, 9_000), (2, 12_000), (3, 11_000), (4, 99_000)), Bought(Relationship.Vip, (1, 1_000)),
            Bought(Relationship.Customer, (1, 1_000)), Bought(Relationship.Returning, (3, 5_000), (4, 77_000)));

        Assert.Equal((0.09090909090909091, 3), (Value(report, "clients.variation"), Of(report, "clients.variation")));
        Assert.Equal(1.3228756555322951, Value(report, "customers.variation")!.Value, 12);
        Assert.Equal(33_000 / 39_000.0, Value(report, "clients.revenue")!.Value, 12);
    }

    [Fact]
    public void Build_OneWholeMonth_KnowsNoVariation() =>
        Assert.Null(Value(Report(Bought(Relationship.Client, (3, 1_000))), "clients.variation"));

    private static double? Value(ShopReport report, string id) => report.Figures.Single(figure => figure.Id == id).Value;

    private static long? Of(ShopReport report, string id) => report.Figures.Single(figure => figure.Id == id).Of;

    // On the day of the report April is not over yet.
    private static ReportBuyer Bought(Relationship relationship, params (int Month, long Value)[] orders) =>
        ReportHistories.Of(orders.Select(order => (new DateOnly(2026, order.Month, 5), order.Value)), relationship);

    private static ShopReport Report(params ReportBuyer[] buyers)
    {
        var tally = new ReportTally(ReportHistories.AsOf);
        foreach (var buyer in buyers)
        {
            tally.Add(buyer);
        }

        var inputs = new ReportInputs { Shop = AShop.Named("steady"), PolicyVersion = "1", Model = ModelFigures.Of(ShopModel.None) };
        return ReportBuilder.Build(tally, inputs);
    }
}
