using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Events;

public sealed class NightlyEventTests
{
    private static readonly Shop Shop = AShop.Named("night");
    private static readonly DateTimeOffset Night = new(2027, 2, 23, 4, 0, 0, TimeSpan.Zero);
    private readonly MemoryStorage _storage = new();

    [Fact]
    public async Task RunNight_BuyersWhoCooled_TellsOfThemAndThatTheRunFinished()
    {
        await FillAsync();
        var night = new NightlyScenario(_storage.Buyers, Night, Shop);

        await night.RunNightAsync();

        var told = night.Events.Taken.ToList();
        Assert.Equal(5, told.Count(event_ => event_.Type == EventTypes.Classified));
        var finished = Assert.Single(told, event_ => event_.Type == EventTypes.RunFinished);
        Assert.Equal(("night-run-2027-02-23", finished), (finished.Id, told[^1]));
        Assert.Contains("\"buyersChanged\":5", finished.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunNight_TheNextNightAndTheNextOrder_DoNotTellAgainWhatTheRunTold()
    {
        await FillAsync();
        var night = new NightlyScenario(_storage.Buyers, Night, Shop);
        await night.RunNightAsync();
        var told = night.Events.Taken.Count;
        night.Time.Advance(TimeSpan.FromDays(1));

        await night.RunNightAsync();

        Assert.Equal(told + 1, night.Events.Taken.Count); // The one new event is that of the second run itself.
        Assert.Equal(5, (await RowsAsync()).Count(row => row.Outbox.Pending.Length > 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunNight_CrashAtAnyCall_TellsAllOfItUnderTheSameIds(bool after)
    {
        for (var at = 1; at < 12; at++)
        {
            var storage = new MemoryStorage();
            await FillAsync(storage);
            var calls = new CrashAtCall(at, after);
            var night = new NightlyScenario(new ObservedBuyerStore(storage.Buyers, calls), Night, Shop);
            await night.Dealer.StartDueAsync(default);
            while (night.Queues.Reclassify.TryDequeue(out var range))
            {
                await WorkAsync(night, range);
            }

            await FinishAsync(night);
            var told = night.Events.Taken.Where(event_ => event_.Type == EventTypes.Classified).ToList();
            Assert.Equal(5, told.DistinctBy(event_ => event_.Id).Count());
            Assert.All(told.GroupBy(event_ => event_.Id), same => Assert.Single(same.Distinct()));
        }
    }

    [Fact]
    public async Task RunNight_SinkOutOfOrder_FinishesAllTheSameAndTellsOfItLater()
    {
        await FillAsync();
        var night = new NightlyScenario(_storage.Buyers, Night, Shop);
        night.Events.IsDown = true;
        await night.RunNightAsync();
        Assert.Empty(night.Events.Taken);
        Assert.Equal(5, (await RowsAsync()).Count(row => row.Outbox.Pending.Any(event_ => event_.Run is null)));

        night.Events.IsDown = false;
        night.Time.Advance(TimeSpan.FromDays(1));
        await night.RunNightAsync();

        Assert.Equal(5, night.Events.Taken.Count(event_ => event_.Type == EventTypes.Classified));
        Assert.Empty((await RowsAsync()).SelectMany(row => row.Outbox.Pending));
    }

    [Fact]
    public async Task RunNight_ContractThatEndsWithinTheNotice_IsToldOfOnceATerm()
    {
        var recorder = RecorderScenario.InMemory(_storage, Shop);
        var order = AnOrder.Of(Shop, "1", "2026-11-01", email: "c@example.org") with { ContractUntil = new DateOnly(2026, 12, 10) };
        await recorder.Recorder.RecordAsync(order, default);
        var night = new NightlyScenario(_storage.Buyers, new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero), Shop);
        await night.RunNightAsync();
        night.Time.Advance(TimeSpan.FromDays(1));
        await night.RunNightAsync();

        var ending = Assert.Single(night.Events.Taken, event_ => event_.Type == EventTypes.ContractEnding);
        Assert.Contains("\"contractUntil\":\"2026-12-10\",\"daysLeft\":17", ending.Data, StringComparison.Ordinal);
    }

    // Works on a range. If the worker dies, the range is delivered again.
    private static async Task WorkAsync(NightlyScenario night, RangeMessage range)
    {
        try
        {
            await night.WorkAsync(range);
        }
        catch (CrashedException)
        {
            await night.WorkAsync(range);
        }
    }

    private static async Task FinishAsync(NightlyScenario night)
    {
        try
        {
            await night.DrainAsync();
        }
        catch (CrashedException)
        {
            await night.Finisher.FinishAsync(Shop.Id, DateOnly.FromDateTime(Night.UtcDateTime), default);
        }
    }

    private Task FillAsync() => FillAsync(_storage);

    // Records buyers that are labelled on 22 November and have not come back in February.
    private static async Task FillAsync(MemoryStorage storage)
    {
        var scenario = RecorderScenario.InMemory(storage, Shop);
        for (var i = 0; i < 5; i++)
        {
            var order = AnOrder.Of(Shop, $"{i}", "2026-11-01", email: $"b{i}@example.org");
            await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default);
        }
    }

    private async Task<List<Buyer>> RowsAsync()
    {
        var rows = new List<Buyer>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            rows.AddRange(await _storage.Buyers.ScanAsync(Shop.Id, Buckets.Name(bucket), default).ToListAsync());
        }

        return rows;
    }
}
