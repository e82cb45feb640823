using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;

namespace Churn.Domain.Tests.Nightly;

public sealed class NightlyRunTests
{
    private const int Buyers = 600;
    private static readonly DateTimeOffset Night = new(2026, 5, 14, 1, 10, 0, TimeSpan.Zero); // In Berlin it is 03:10.
    private static readonly DateOnly Date = new(2026, 5, 14);
    private static readonly Shop Shop = AShop.Named("nightly");

    private readonly SyntheticBuyerStore _buyers =
        new(new SyntheticBuyers(Shop, Buyers, 1, Date), ARulebook.For(Shop.BusinessModel), Date.AddDays(-30));
    private readonly NightlyScenario _night;

    public NightlyRunTests() => _night = new NightlyScenario(_buyers, Night, Shop);

    [Fact]
    public async Task StartDueAsync_ByManyTimers_DealsSixteenRangesOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _night.Dealer.StartDueAsync(default)));
        _night.Time.Advance(TimeSpan.FromMinutes(15));
        await _night.Dealer.StartDueAsync(default);

        var ranges = _night.Queues.Reclassify.ToArray();
        Assert.Equal((16, 16), (ranges.Length, ranges.Select(range => range.From).Distinct().Count()));
        Assert.All(ranges, range => Assert.Equal((Shop.Id, Date), (range.Shop, range.AsOf)));
    }

    [Fact]
    public async Task StartDueAsync_BeforeTheShopsRunTime_IsForTheDayBefore()
    {
        _night.Time.AdjustTime(_night.Time.GetUtcNow().AddMinutes(-30));

        await _night.Dealer.StartDueAsync(default);

        Assert.NotNull(await _night.Storage.Runs.FindAsync(Shop.Id, Date.AddDays(-1), default));
        Assert.Null(await _night.Storage.Runs.FindAsync(Shop.Id, Date, default));
    }

    [Fact]
    public async Task StartDueAsync_AfterACrashBeforeDealing_DealsNow()
    {
        await _night.Storage.Runs.AddAsync(new Run { Shop = Shop.Id, Date = Date, Ranges = 16, StartedAt = Night }, default);

        Assert.Equal(1, await _night.Dealer.StartDueAsync(default));

        Assert.Equal(16, _night.Queues.Reclassify.Count);
    }

    [Fact]
    public async Task RunNight_AllRanges_LeavesTheReportThatAWholeCountGives()
    {
        await _night.RunNightAsync();

        var report = ReportJson.Read(await _night.Storage.Reports.FindAsync(Shop.Id, Date, default));
        var whole = await new ReportCounter(_buyers, new DefaultRulebooks()).CountAsync(Shop, Date, default);
        var inputs = new ReportInputs { Shop = Shop, PolicyVersion = report.PolicyVersion, Model = report.Model };
        var expected = ReportBuilder.Build(whole, inputs);
        Assert.Equal(ReportJson.Write(expected), ReportJson.Write(report));
        Assert.InRange(report.Figures.Single(figure => figure.Id == "buyers").Value!.Value, 1, Buyers);
    }

    [Fact]
    public async Task RunNight_AllRanges_FinishesWithCountsAndAModel()
    {
        await _night.RunNightAsync();

        var run = await FindAsync();
        var model = await _night.Storage.Models.GetAsync(Shop.Id, default);
        Assert.Equal((RunState.Finished, (long)Buyers, (long)_buyers.Written), (run.State, run.BuyersRead, run.BuyersChanged));
        Assert.Equal(("2026-05-14", model.Tier, model.Why), (run.ModelVersion, run.Tier, run.Note));
        Assert.Equal(Buyers, model.Buyers);
        Assert.True(_buyers.Written is > 0 and < Buyers, $"{_buyers.Written} of {Buyers} rows were changed.");
    }

    [Fact]
    public async Task WorkAsync_DuplicatedAndCrashedRanges_GiveTheSameModel()
    {
        await _night.Dealer.StartDueAsync(default);
        var ranges = _night.Queues.Reclassify.ToArray();

        // Every range is processed three times in mixed sequence, as if leases had run out and workers had died after their work.
        foreach (var range in ranges.Concat(ranges.Reverse()).Concat(ranges))
        {
            await _night.WorkAsync(range);
        }

        _night.Queues.Reclassify.Clear();
        await _night.DrainAsync();

        var usual = new NightlyScenario(_buyers, Night, Shop);
        await usual.RunNightAsync();
        Assert.Equal(
            ModelJson.Write(await usual.Storage.Models.GetAsync(Shop.Id, default)),
            ModelJson.Write(await _night.Storage.Models.GetAsync(Shop.Id, default)));
        Assert.Equal(Buyers, (await FindAsync()).BuyersRead);
    }

    [Fact]
    public async Task WorkAsync_DiedBeforeTheFinishMessage_IsSentByTheRedelivery()
    {
        await _night.Dealer.StartDueAsync(default);
        var last = _night.Queues.Reclassify.ToArray()[^1];
        await _night.WorkRangesAsync();
        _night.Queues.Runs.Clear();

        await _night.WorkAsync(last);

        Assert.Equal(new RunMessage { Shop = Shop.Id, Date = Date }, Assert.Single(_night.Queues.Runs));
    }

    [Fact]
    public async Task WorkAsync_OneRangeMissing_IsNotFinished()
    {
        await _night.Dealer.StartDueAsync(default);
        _night.Queues.Reclassify.TryDequeue(out _);
        await _night.WorkRangesAsync();

        Assert.Empty(_night.Queues.Runs);
        Assert.Equal(RunState.Running, (await _night.Finisher.FinishAsync(Shop.Id, Date, default))!.State);
    }

    [Fact]
    public async Task FinishAsync_ManyAtOnceAndAgain_WritesOneModelAndClearsUp()
    {
        await _night.Dealer.StartDueAsync(default);
        await _night.WorkRangesAsync();
        var part = (await _night.Storage.Runs.ListPartsAsync(Shop.Id, Date, default))[3];

        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => _night.Finisher.FinishAsync(Shop.Id, Date, default)));
        var finished = await Task.WhenAll(workers);
        var again = await _night.Finisher.FinishAsync(Shop.Id, Date, default);

        Assert.All(finished, run => Assert.Equal(again! with { ETag = null }, run! with { ETag = null }));
        Assert.Null(await _night.Storage.Runs.ReadFindingsAsync(Shop.Id, Date, part, default));
        Assert.Equal("2026-05-14", (await _night.Storage.Models.GetAsync(Shop.Id, default)).Version);
    }

    [Fact]
    public async Task Recovery_AStalledRange_IsPutBackAloneAndTheRunFinishes()
    {
        await _night.Dealer.StartDueAsync(default);
        _night.Queues.Reclassify.TryDequeue(out var lost);
        await _night.WorkRangesAsync();
        _night.Time.Advance(RunRecovery.StalledAfter - TimeSpan.FromMinutes(1));
        Assert.Empty(await _night.Recovery.RunAsync(default));

        _night.Time.Advance(TimeSpan.FromMinutes(1));
        var recovered = Assert.Single(await _night.Recovery.RunAsync(default));

        Assert.Equal(lost, Assert.Single(_night.Queues.Reclassify));
        Assert.Equal("Try 1 of 5: the recovery put the buckets 00-0f back on the queue.", recovered.Note);
        await _night.DrainAsync();
        var run = await FindAsync();
        Assert.Equal((RunState.Finished, (long)Buyers, 1), (run.State, run.BuyersRead, run.Tries));
    }

    [Fact]
    public async Task Recovery_ALostFinishMessage_IsSentAgain()
    {
        await _night.Dealer.StartDueAsync(default);
        await _night.WorkRangesAsync();
        _night.Queues.Runs.Clear();
        _night.Time.Advance(RunRecovery.StalledAfter);

        await _night.Recovery.RunAsync(default);
        await _night.DrainAsync();

        Assert.Equal(RunState.Finished, (await FindAsync()).State);
    }

    [Fact]
    public async Task Recovery_ARangeThatNeverCompletes_GivesUpAndSaysWhatIsMissing()
    {
        await _night.Dealer.StartDueAsync(default);
        var ranges = _night.Queues.Reclassify.ToArray();
        _night.Queues.Reclassify.Clear();
        foreach (var range in ranges[..15])
        {
            await _night.WorkAsync(range);
        }

        for (var i = 0; i <= RunRecovery.MostTries; i++)
        {
            _night.Time.Advance(RunRecovery.StalledAfter);
            await _night.Recovery.RunAsync(default);
        }

        var run = await FindAsync();
        Assert.Equal((RunState.GivenUp, RunRecovery.MostTries), (run.State, _night.Queues.Reclassify.Count));
        Assert.Equal("Given up after 5 tries: the buckets f0-ff never completed. See the poison queues of reclassify and runs.", run.Note);

        // A run that was given up still finishes if an operator retries its range.
        await _night.DrainAsync();
        Assert.Equal(RunState.Finished, (await FindAsync()).State);
    }

    [Fact]
    public async Task RunNight_TheNextDay_IsARunOfItsOwn()
    {
        await _night.RunNightAsync();
        _night.Time.Advance(TimeSpan.FromDays(1));
        await _night.RunNightAsync();

        var runs = _night.Storage.Runs.ListAsync(Shop.Id, Date, default);
        Assert.Equal([Date, Date.AddDays(1)], await runs.Select(run => run.Date).ToListAsync());
        Assert.Equal("2026-05-15", (await _night.Storage.Models.GetAsync(Shop.Id, default)).Version);
    }

    private async Task<Run> FindAsync() => (await _night.Storage.Runs.FindAsync(Shop.Id, Date, default))!;
}
