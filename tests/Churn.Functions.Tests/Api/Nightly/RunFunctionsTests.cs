using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Functions.Api.Nightly;
using Churn.Storage.Tables.Nightly;
using Churn.Testing.Builders;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Functions.Tests.Api.Nightly;

public sealed class RunFunctionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 14, 4, 0, 0, TimeSpan.Zero);
    private static readonly Shop Shop = AShop.Named("runs");
    private readonly RunStore _store = new MemoryStorage().Runs;

    [Fact]
    public async Task GetRun_OneRangeDone_ShowsWhatIsMissing()
    {
        await _store.AddAsync(new Run { Shop = Shop.Id, Date = new(2026, 5, 14), Ranges = 4, StartedAt = Now }, default);
        await _store.AddPartAsync(Shop.Id, new(2026, 5, 14), new RunPart(64, 127, 30, 4, Now, "c"), new byte[] { 1 }, default);

        var view = Assert.IsType<RunView>(Assert.IsType<OkObjectResult>(await AskAsync("runs", "2026-05-14")).Value);

        Assert.Equal(("Running", 1, 30L, 4L), (view.State, view.RangesDone, view.BuyersRead, view.BuyersChanged));
        Assert.Equal(["00-3f", "80-bf", "c0-ff"], view.Missing);
    }

    [Theory]
    [InlineData("nobody", "2026-05-14", 404)]
    [InlineData("runs", "2026-05-13", 404)]
    [InlineData("runs", "yesterday", 400)]
    public async Task GetRun_NoSuchShopRunOrDate_IsRefused(string shop, string date, int status) =>
        Assert.Equal(status, Assert.IsType<ObjectResult>(await AskAsync(shop, date)).StatusCode);

    private Task<IActionResult> AskAsync(string shop, string date) =>
        new RunFunctions(_store, new FixedShops(Shop), new FakeTimeProvider(Now))
            .GetRunAsync(new DefaultHttpContext().Request, shop, date, default);
}
