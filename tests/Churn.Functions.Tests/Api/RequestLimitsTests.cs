using Churn.Domain.Shops;
using Churn.Functions.Api;
using Churn.Functions.Api.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Tests.Api;

public sealed class RequestLimitsTests
{
    private const string Key = "a key of the walled shop";

    private static readonly Shop Walled = AShop.Named("walled", options => options.ApiKeys = [Key]);
    private static readonly Shop Open = AShop.Named("open", _ => { });

    private readonly IServiceProvider _services = Services(3);

    [Fact]
    public void Refusal_OneRequestTooMany_Is429AndSaysHowLongToWait()
    {
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(Ask("walled", Key).Refusal));

        var (refusal, context) = Ask("walled", Key);

        var problem = Assert.IsType<ObjectResult>(refusal);
        Assert.Equal((429, "application/problem+json"), (problem.StatusCode, problem.ContentTypes.Single()));
        Assert.InRange(int.Parse(context.Response.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public void Refusal_AnotherShopOrKey_IsCountedApart()
    {
        for (var i = 0; i < 4; i++)
        {
            Ask("walled", Key);
        }

        Assert.Null(Ask("open", null).Refusal);
        Assert.Null(Ask("open", null, "one function key").Refusal);
    }

    // Otherwise a thousand made-up keys would have a thousand counts.
    [Fact]
    public void Refusal_WrongKeysOneAfterAnother_ShareOneCount()
    {
        Assert.All(
            Enumerable.Range(0, 3),
            i => Assert.Equal(401, Assert.IsType<ObjectResult>(Ask("walled", $"guess {i}").Refusal).StatusCode));

        Assert.Equal(429, Assert.IsType<ObjectResult>(Ask("walled", "guess 4").Refusal).StatusCode);
        Assert.Null(Ask("walled", Key).Refusal);
    }

    [Fact]
    public void Refuse_LimitOfNought_IsNone()
    {
        using var limits = new RequestLimits(Options.Create(new ApiOptions { RequestsPerMinute = 0 }));

        Assert.All(Enumerable.Range(0, 5_000), _ => Assert.Null(limits.Refuse("somebody")));
    }

    private static ServiceProvider Services(int perMinute) => new ServiceCollection()
        .AddSingleton(new RequestLimits(Options.Create(new ApiOptions { RequestsPerMinute = perMinute }))).BuildServiceProvider();

    private (IActionResult? Refusal, HttpContext Context) Ask(string shop, string? key, string? functionKey = null)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        if (key is not null)
        {
            context.Request.Headers[ShopAccess.KeyHeader] = key;
        }

        if (functionKey is not null)
        {
            context.Request.Headers["x-functions-key"] = functionKey;
        }

        return (new FixedShops(Walled, Open).Refusal(context.Request, shop, out _), context);
    }
}
