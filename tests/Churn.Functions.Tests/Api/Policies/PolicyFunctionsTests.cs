using System.Text;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Churn.Functions.Api.Policies;
using Churn.Testing.Builders;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Functions.Tests.Api.Policies;

public sealed class PolicyFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("fashion", options => options.BusinessModel = BusinessModel.Fashion);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 14, 4, 0, 0, TimeSpan.Zero));
    private readonly PolicyFunctions _functions;

    public PolicyFunctionsTests()
    {
        var storage = new MemoryStorage();
        var rulebooks = new StoredRulebooks(storage.Policies, storage.Models, _time);
        _functions = new PolicyFunctions(new PolicyRequests(
            new PolicyService(storage.Policies, _time), new PolicyDryRun(storage.Buyers, rulebooks), new FixedShops(Shop), _time));
    }

    [Fact]
    public async Task GetPolicy_NothingChanged_ShowsTheDefaultsUnderETagZero()
    {
        var request = Request("");

        var result = Assert.IsType<OkObjectResult>(await _functions.GetPolicyAsync(request, "fashion", default));
        var view = Assert.IsType<PolicyView>(result.Value);

        Assert.Equal("\"0\"", request.HttpContext.Response.Headers.ETag);
        Assert.Equal(("fashion-2", "Fashion", null), (view.Version, view.Model, view.InForceFrom));
        Assert.Equal(
            new PolicyNumberView("cycleDays", 120, 120, false, "a whole number from 1 to 3650"),
            view.Numbers.Single(number => number.Name == "cycleDays"));
    }

    [Fact]
    public async Task PutPolicy_TwoWhoSawTheSame_TheSecondIsRefusedAndChangesNothing()
    {
        var first = Request("""{"numbers":{"cycleDays":100}}""", "\"0\"");
        var result = Assert.IsType<OkObjectResult>(await _functions.PutPolicyAsync(first, "fashion", default));
        var view = Assert.IsType<PolicyView>(result.Value);

        var second = await _functions.PutPolicyAsync(Request("""{"numbers":{"cycleDays":90}}""", "\"0\""), "fashion", default);

        Assert.Equal(("fashion-2.1", "\"1\""), (view.Version, first.HttpContext.Response.Headers.ETag.ToString()));
        Assert.Equal(412, Assert.IsType<ObjectResult>(second).StatusCode);
        var list = Assert.IsType<OkObjectResult>(await _functions.ListPolicyVersionsAsync(Request(""), "fashion", default));
        var version = Assert.Single(Assert.IsType<List<PolicyVersionView>>(list.Value));
        Assert.Equal("""{"numbers":{"cycleDays":100},"products":{}}""", version.Overrides.ToJsonString());
        Assert.Equal(_time.GetUtcNow(), version.InForceFrom);
    }

    [Fact]
    public async Task PutPolicy_TheSameAgain_IsTheVersionThatIsThere()
    {
        await _functions.PutPolicyAsync(Request("""{"numbers":{"cycleDays":100}}""", "\"0\""), "fashion", default);

        var again = await _functions.PutPolicyAsync(Request("""{"numbers":{"cycleDays":100}}""", "\"1\""), "fashion", default);

        Assert.Equal(1, Assert.IsType<PolicyView>(Assert.IsType<OkObjectResult>(again).Value).Number);
    }

    [Theory]
    [InlineData(
        "{}",
        null,
        428,
        "Send the ETag of the policy that you changed as If-Match. GET returns it; before the first change it is \"0\".")]
    [InlineData(
        "{}",
        "*",
        428,
        "Send the ETag of the policy that you changed as If-Match. GET returns it; before the first change it is \"0\".")]
    [InlineData(
        """{"numbers":{"cycleDays":0,"vipGraceMonths":13}}""",
        "\"0\"",
        400,
        "cycleDays is 0; it takes a whole number from 1 to 3650. Leave it out for the business model's default. "
        + "vipGraceMonths is 13; it takes a whole number from 0 to 12. Leave it out for the business model's default.")]
    [InlineData(
        """{"numbers":{"offers.keyAccountTask.cooldownDays":9}}""",
        "\"0\"",
        400,
        "offers.keyAccountTask.cooldownDays belongs to an offer that the shop does not make. "
        + "Set offers.keyAccountTask.offered to true, or leave it out.")]
    [InlineData(
        """{"numbers":{"offers.winBack.windowDays":9}}""",
        "\"0\"",
        400,
        "offers.winBack.windowDays is 9, less than offers.winBack.validDays, 30: orders placed while the offer is valid have to count "
        + "as its outcome. Raise the first or lower the second.")]
    public async Task PutPolicy_WhatCannotComeIntoForce_SaysWhy(string body, string? tag, int status, string detail)
    {
        var problem = Assert.IsType<ObjectResult>(await _functions.PutPolicyAsync(Request(body, tag), "fashion", default));

        Assert.Equal((status, detail), (problem.StatusCode, Assert.IsType<ProblemDetails>(problem.Value).Detail));
    }

    [Fact]
    public async Task DryRunPolicy_AnEmptyShop_MovesNobodyAndWritesNothing()
    {
        var request = Request("""{"numbers":{"cycleDays":100}}""");
        var result = Assert.IsType<OkObjectResult>(await _functions.DryRunPolicyAsync(request, "fashion", default));
        var view = Assert.IsType<DryRunView>(result.Value);

        Assert.Equal((0L, 256, false), (view.Buyers, view.BucketsRead, view.IsSample));
        var after = Assert.IsType<OkObjectResult>(await _functions.GetPolicyAsync(Request(""), "fashion", default));
        var policy = Assert.IsType<PolicyView>(after.Value);
        Assert.Equal(0, policy.Number);
    }

    private static HttpRequest Request(string body, string? tag = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        if (tag is not null)
        {
            request.Headers.IfMatch = tag;
        }

        return request;
    }
}
