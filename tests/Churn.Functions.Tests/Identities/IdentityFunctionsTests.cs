using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Functions.Identities;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Tests.Identities;

public sealed class IdentityFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly IdentityFunctions _functions;

    public IdentityFunctionsTests() => _functions = new IdentityFunctions(_scenario.Separator, new FixedShops(Shop));

    [Fact]
    public async Task ShareIdentifierAsync_FamilyAddress_TakesThePeopleApart()
    {
        var first = await RecordAsync("1", "10");
        Assert.Equal(first, await RecordAsync("2", "11"));

        var answer = await _functions.ShareIdentifierAsync(Request("""{"email":"Family@Example.org"}"""), "shop", default);

        Assert.IsType<NoContentResult>(answer);
        Assert.NotEqual(await RecordAsync("3", "10"), await RecordAsync("4", "11"));
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

    private static HttpRequest Request(string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return context.Request;
    }

    private async Task<BuyerKey> RecordAsync(string id, string customerId) =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-11-0{id}", "family@example.org", customerId: customerId), default)).Key;
}
