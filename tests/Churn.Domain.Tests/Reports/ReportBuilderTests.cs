using System.Globalization;
using System.Text.RegularExpressions;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Orders;
using Churn.Domain.Reports;
using Churn.Statistics.Descriptive;
using Churn.Testing;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Reports;

public sealed partial class ReportBuilderTests
{
    private static readonly DateOnly AsOf = ReportHistories.AsOf;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Build_RandomBuyers_HasTheNumbersOfTheirWholeHistories(int seed)
    {
        var pairs = ReportHistories.Random(seed, 600);
        var histories = OrderHistories.From([.. pairs.Select(pair => pair.Days)]);
        var report = Report([.. pairs.Select(pair => pair.Buyer)]);

        var repeat = RepeatRate.AsOf(histories, AsOf.DayNumber);
        var rate = Figure(report, "repeat.rate");
        Assert.Equal((repeat.Successes, repeat.Trials), ((int)rate.Count!, (int)rate.Of!));
        Assert.Equal(RevenueConcentration.Of([.. pairs.Select(pair => pair.Buyer.NetValue)]).Gini, Figure(report, "revenue.gini").Value);
        var curve = KaplanMeier.ToSecondPurchase(histories, AsOf.DayNumber);
        Assert.Equal(
            (curve.MedianDay, curve.Events, curve.Count),
            (report.SecondOrder.MedianDay, report.SecondOrder.Events, report.SecondOrder.Buyers));
        Assert.Equal(curve.Steps[3].Survival, report.SecondOrder.Survival[3].Survival);
        Assert.Equal(pairs.Sum(pair => pair.Buyer.NetValue), report.Months.Sum(month => month.NetValue));
        Assert.Equal(pairs.Count, report.Rfm!.Cells.Sum(cell => cell.Buyers));
    }

    [Fact]
    public void Build_TwoMonthsOfPurchases_PartsTheChangeWithoutARemainder()
    {
        var report = Report(
            ReportHistories.Of([(new(2026, 2, 3), 5_000), (new(2026, 3, 3), 4_000), (new(2026, 3, 9), 2_500)]),
            ReportHistories.Of([(new(2026, 2, 20), 1_000)]),
            ReportHistories.Of([(new(2026, 3, 1), 9_000)]));

        var change = Assert.Single(report.Changes);
        Assert.Equal(("month.revenue", 6_000, 15_500), (change.Figure, change.Before, change.After));
        Assert.Equal(9_500, change.Causes.Sum(cause => cause.Amount), 6);
        Assert.Equal(0, change.Causes.Single(cause => cause.Id == "buyers").Amount, 6);
    }

    // The words depend on the signs of the changes.
    [Fact]
    public void Build_RevenueRoseAndThenFell_SaysSoOfEachCause()
    {
        ReportBuyer[] Shop(int february, int march) =>
        [
            .. Enumerable.Range(0, february).Select(_ => ReportHistories.Of([(new(2026, 2, 3), 5_000)])),
            .. Enumerable.Range(0, march).Select(_ => ReportHistories.Of([(new(2026, 3, 3), 4_000), (new(2026, 3, 9), 4_000)])),
        ];

        string[] Words(int february, int march)
        {
            var change = Report(Shop(february, march)).Changes.Single(one => one.Figure == "month.revenue");
            return [.. change.Causes.Select(cause => cause.Text)];
        }

        Assert.Equal(["More buyers bought.", "A buyer bought more often in the month.", "An order was worth less."], Words(2, 3));
        Assert.Equal("Fewer buyers bought.", Words(3, 2)[0]);
        Assert.Equal("As many buyers bought.", Words(2, 2)[0]);
    }

    [Theory]
    [InlineData("2024-05-10", 365)]
    [InlineData("2025-08-10", 182)]
    public void Build_MedianLapsePointOfNineMonths_ShowsTheLongestHorizonThatTheShopIsOldEnoughFor(string first, int horizon)
    {
        var report = Report(ReportHistories.Of([(DateOnly.Parse(first, CultureInfo.InvariantCulture), 5_000)], lapseDays: 270));

        var churn = report.Figures.Single(figure => figure.Id == "churn.rate");
        Assert.Equal((1, 1, horizon), (churn.Value, churn.Of, churn.HorizonDays));
    }

    [Fact]
    public void Build_AfterAMonthAndAnotherPolicy_SaysWhatChangedAndThatThePolicyDid()
    {
        var before = Report(ReportHistories.Of([(new(2026, 1, 3), 5_000)]), ReportHistories.Of([(new(2026, 1, 4), 5_000)]));
        var client = ReportHistories.Of([(new(2026, 1, 3), 5_000), (new(2026, 4, 3), 5_000)], Relationship.Client);
        var tally = Tally(client, ReportHistories.Of([(new(2026, 1, 4), 5_000)]));

        var report = ReportBuilder.Build(tally, Inputs() with { PolicyVersion = "mine-2", LastMonth = before, Previous = before });

        var repeat = report.Changes.Single(change => change.Figure == "repeat.rate");
        Assert.Equal((0, 0.5, 0.5), (repeat.Before, repeat.After, repeat.Causes.Sum(cause => cause.Amount)));
        Assert.Empty(repeat.Notes);
        var clients = report.Changes.Single(change => change.Figure == "clients.rate");
        Assert.Equal(["The policy changed from general-retail-1 to mine-2."], clients.Notes);
    }

    [Fact]
    public void Build_AnonymousAndErasedPurchases_CountInMoneyAndNotAsBuyers()
    {
        var anonymous = ReportHistories.Of([(new(2026, 2, 3), 700)]) with { IsAnonymous = true };
        var tally = Tally(ReportHistories.Of([(new(2026, 2, 3), 5_000)]), anonymous);
        var erased = new ErasedTotals { Months = ErasedTotals.None.Months.Add("2026-01", new ErasedMonth(3, 2, 1_000)) };

        var report = ReportBuilder.Build(tally, Inputs() with { Erased = erased });

        var ids = new[] { "revenue", "buyers", "orders", "orders.anonymous", "revenue.erased" };
        Assert.Equal([6_700, 1, 4, 1, 1_000], ids.Select(id => Figure(report, id).Value!.Value));
        Assert.Equal(new DateOnly(2026, 1, 1), report.Months[0].Month);
    }

    [Fact]
    public void Build_Twice_KeepsTheHistoryOfBothDays()
    {
        var first = Report(ReportHistories.Of([(new(2026, 2, 3), 5_000)]));
        var later = new ReportTally(AsOf.AddDays(1));

        var second = ReportBuilder.Build(later, Inputs() with { Previous = first });

        Assert.Equal([AsOf, AsOf.AddDays(1)], second.History.Select(day => day.AsOf));
        Assert.Equal(1, second.History[0].Relationships["Customer"]);
    }

    [Fact]
    public void Build_NobodyYet_SaysNothingOfRatesAndIsReadableJson()
    {
        var report = Report();

        Assert.Null(Figure(report, "repeat.rate").Value);
        Assert.Null(Figure(report, "revenue.gini").Value);
        Assert.Null(report.Rfm);
        Assert.Equal(ReportJson.Write(report), ReportJson.Write(ReportJson.Read(ReportJson.Write(report))));
    }

    [Fact]
    public void Definitions_FiguresAndTables_AreDefinedOnceAndStandInTheDocument()
    {
        var report = Report([.. ReportHistories.Random(13, 50).Select(pair => pair.Buyer)]);
        var ids = report.Definitions.Select(definition => definition.Id).ToList();
        var document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "reports.md"));

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(report.Figures.Select(figure => figure.Id).Concat(report.Changes.Select(change => change.Figure)).Except(ids));
        Assert.Equal(
            report.Definitions.Select(d => $"- `{d.Id}`, **{d.Name}**: {d.Text} Horizon: {d.Horizon}. Source: {d.Source}"),
            Items().Matches(document).Select(match => LineBreak().Replace(match.Value, " ")));
    }

    private static ShopReport Report(params ReportBuyer[] buyers) => ReportBuilder.Build(Tally(buyers), Inputs());

    private static ReportTally Tally(params ReportBuyer[] buyers)
    {
        var tally = new ReportTally(AsOf);
        foreach (var buyer in buyers)
        {
            tally.Add(buyer);
        }

        return tally;
    }

    private static ReportInputs Inputs() =>
        new() { Shop = AShop.Named("reported"), PolicyVersion = "general-retail-1", Model = ModelFigures.Of(ShopModel.None) };

    private static ReportFigure Figure(ShopReport report, string id) =>
        report.Figures.Single(figure => figure.Id == id && figure.HorizonDays is null or > 365);

    [GeneratedRegex(@"^- `[a-z0-9.-]+`, \*\*.*(?:\n  .*)*", RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex(@"\n +")]
    private static partial Regex LineBreak();
}
