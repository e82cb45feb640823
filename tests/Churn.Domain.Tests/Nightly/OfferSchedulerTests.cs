using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Nightly;

public sealed class OfferSchedulerTests
{
    private static readonly Shop Berlin = AShop.Named("berlin", options => options.TimeZone = "Europe/Berlin");
    private static readonly Shop NewYork = AShop.Named("newyork", options => options.TimeZone = "America/New_York");
    private static readonly DateOnly Yesterday = new(2026, 5, 13);
    private static readonly DateOnly Today = new(2026, 5, 14);

    private readonly MemoryStorage _storage = new();

    [Theory]
    [InlineData("02:29", "")]
    [InlineData("02:30", "berlin")] // In Berlin it is 04:30, an hour and a half after the nightly run.
    [InlineData("08:29", "berlin")]
    [InlineData("08:30", "berlin newyork")] // In New York it is 04:30.
    public async Task DealDueAsync_TwoTimeZones_EachShopsRangesAreDealtAtItsOwnTime(string utc, string expected)
    {
        await FlaggedAsync(Berlin, Yesterday);
        await FlaggedAsync(NewYork, Yesterday);

        var sent = await Dealer($"2026-05-14T{utc}:00Z").DealDueAsync(default);

        var shops = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(16 * shops.Length, sent);
        Assert.Equal(shops, _storage.Sent.Offers.Select(range => range.Shop.Value).Distinct());
        Assert.All(_storage.Sent.Offers, range => Assert.Equal(Today, range.AsOf));
    }

    [Fact]
    public async Task DealDueAsync_AgainOnTheSameDate_DealsOnlyWhatStalled()
    {
        await FlaggedAsync(Berlin, Today);
        await FlaggedAsync(NewYork, Yesterday);
        await _storage.Offers.SaveTallyAsync(Berlin.Id, new OfferTally { From = 32, AsOf = Yesterday }, default);

        await Dealer("2026-05-14T06:00:00Z").DealDueAsync(default);

        Assert.Equal(new RangeMessage { Shop = Berlin.Id, From = 32, To = 47, AsOf = Today }, Assert.Single(_storage.Sent.Offers));
    }

    [Fact]
    public async Task DealDueAsync_ShopThatWasNeverFlagged_DoesNotWaitForItsTime()
    {
        await FlaggedAsync(NewYork, Yesterday);

        await Dealer("2026-05-14T00:10:00Z").DealDueAsync(default);

        Assert.Equal(16, _storage.Sent.Offers.Count);
        Assert.All(_storage.Sent.Offers, range => Assert.Equal((Berlin.Id, Today), (range.Shop, range.AsOf)));
    }

    [Fact]
    public async Task DealDueAsync_EveryHalfHourOfAYear_DealsEveryDateOnce()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var scheduler = new OfferScheduler(new FixedShops(Berlin, NewYork), _storage.Offers, _storage.Messages, time);
        var dates = new List<(string Shop, DateOnly Date)>();
        for (var tick = 0; tick < 365 * 48; tick++)
        {
            await scheduler.DealDueAsync(default);
            while (_storage.Sent.Offers.TryDequeue(out var range))
            {
                dates.AddRange(range.From == 0 ? [(range.Shop.Value, range.AsOf)] : []);
                await _storage.Offers.SaveTallyAsync(range.Shop, new OfferTally { From = range.From, AsOf = range.AsOf }, default);
            }

            time.Advance(TimeSpan.FromMinutes(30));
        }

        // The year has both changes of the clocks.
        Assert.All(new[] { Berlin, NewYork }, shop => Assert.Equal(
            Enumerable.Range(0, 365).Select(day => new DateOnly(2026, 1, 1).AddDays(day)),
            dates.Where(date => date.Shop == shop.Id.Value).Select(date => date.Date).Take(365)));
    }

    private OfferScheduler Dealer(string now)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        return new OfferScheduler(new FixedShops(Berlin, NewYork), _storage.Offers, _storage.Messages, time);
    }

    private async Task FlaggedAsync(Shop shop, DateOnly day)
    {
        for (var from = 0; from < 256; from += 16)
        {
            await _storage.Offers.SaveTallyAsync(shop.Id, new OfferTally { From = from, AsOf = day }, default);
        }
    }
}
