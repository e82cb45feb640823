using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Identity;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Tests.Api.Identity;

public sealed class IdentityFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly IdentityFunctions _functions;

    public IdentityFunctionsTests() => _functions = new IdentityFunctions(_scenario.Identities, new FixedShops(Shop));

    [Fact]
    public async Task ShareIdentifierAsync_FamilyAddress_TakesThePeopleApart()
    {
        var first = await RecordAsync("1", "10");
        Assert.Equal(first, await RecordAsync("2", "11"));

        var answer = await _functions.ShareIdentifierAsync(Request("""{"email":"Family@Example.org"}"""), "shop", default);

        Assert.IsType<NoContentResult>(answer);
        await _scenario.ResettleAsync();
        Assert.NotEqual(await RecordAsync("3", "10"), await RecordAsync("4", "11"));
        Assert.NotEqual(await HolderAsync("1"), await HolderAsync("2"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"email":"nobody"}""")]
    public async Task ShareIdentifierAsync_NothingReadable_Is400(string body)
    {
        var answer = Assert.IsType<ObjectResult>(await _functions.ShareIdentifierAsync(Request(body), "shop", default));

        Assert.Equal(400, answer.StatusCode);
    }

    [Fact]
    public async Task UnmergeBuyerAsync_NeverMerged_Is409AndSaysWhy()
    {
        var key = await RecordAsync("1", "10");

        var answer = Assert.IsType<ObjectResult>(await _functions.UnmergeBuyerAsync(Request(""), "shop", key.Buyer.Value, default));

        Assert.Equal(409, answer.StatusCode);
        Assert.Contains("was not merged", Assert.IsType<ProblemDetails>(answer.Value).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnmergeBuyerAsync_OneIdentifierConnectedTheTwo_NamesItAndTakesThemApart()
    {
        var alone = (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-11-01", "one@example.org"), default)).Key;
        var second = AnOrder.Of(Shop, "2", "2026-11-02", "two@example.org", customerId: "10");
        var other = (await _scenario.Recorder.RecordAsync(second, default)).Key;
        await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "3", "2026-11-03", "one@example.org", customerId: "10"), default);
        var merged = alone.Buyer.CompareTo(other.Buyer) > 0 ? alone : other;

        var answer = Assert.IsType<OkObjectResult>(await _functions.UnmergeBuyerAsync(Request(""), "shop", merged.Buyer.Value, default));
        await _scenario.ResettleAsync();

        Assert.Equal("PlatformCustomer", NowShared(answer));
        Assert.NotEqual(await HolderAsync("1"), await HolderAsync("2"));
    }

    [Fact]
    public async Task UnmergeBuyerAsync_ThePlatformMergedTheTwo_NamesNoIdentifierAndTakesThemApart()
    {
        var (first, second) = (await RecordAsync("1", "10", "one@example.org"), await RecordAsync("2", "11", "two@example.org"));
        var link = new BuyerLink { Shop = Shop.Id, Customers = [.. new[] { "10", "11" }.Select(CustomerIds)] };
        Assert.True(await _scenario.Identities.LinkAsync(link, RecorderScenario.Noon, default));
        Assert.Equal(await HolderAsync("1"), await HolderAsync("2"));
        var merged = first.Buyer.CompareTo(second.Buyer) > 0 ? first : second;

        var answer = Assert.IsType<OkObjectResult>(await _functions.UnmergeBuyerAsync(Request(""), "shop", merged.Buyer.Value, default));
        await _scenario.ResettleAsync();

        Assert.Null(NowShared(answer));
        Assert.NotEqual(await HolderAsync("1"), await HolderAsync("2"));
    }

    private static string? NowShared(OkObjectResult answer) =>
        JsonSerializer.SerializeToElement(answer.Value).GetProperty("nowShared").GetString();

    private static ImmutableSortedSet<Identifier> CustomerIds(string customerId) =>
        IdentityHasher.Identify(Shop, "none", null, null, customerId).Identifiers;

    private static HttpRequest Request(string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return context.Request;
    }

    private async Task<BuyerKey> RecordAsync(string id, string customerId, string email = "family@example.org") =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-11-0{id}", email, customerId: customerId), default)).Key;

    private async Task<BuyerKey> HolderAsync(string orderId) =>
        (await _scenario.Identities.FindOrderAsync(Shop.Id, orderId, default))!.Value.Buyer.Key;
}
