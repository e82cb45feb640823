using System.Text;
using Churn.Domain.Policies;
using Churn.Domain.Shops;
using Churn.Functions.Policies;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scripted;
using Churn.TestSupport.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Functions.Tests.Policies;

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
            new PolicyDesk(storage.Policies, _time), new PolicyDryRun(storage.Buyers, rulebooks), new FixedShops(Shop), _time));
    }

    [Fact]
    public async Task GetPolicy_NothingChanged_ShowsTheDefaultsUnderETagZero()
    {
        var request = Request("");

        var view = Assert.IsType<PolicyView>(Assert.IsType<OkObjectResult>(await _functions.GetPolicyAsync(request, "fashion", default)).Value);

        Assert.Equal("\"0\"", request.HttpContext.Response.Headers.ETag);
        Assert.Equal(("fashion-2", "Fashion", null), (view.Version, view.Model, view.InForceFrom));
        Assert.Equal(new PolicyNumberView("cycleDays", 120, 120, false, "a whole number from 1 to 3650"), view.Numbers.Single(number => number.Name == "cycleDays"));
    }

    [Fact]
    public async Task PutPolicy_TwoWhoSawTheSame_TheSecondIsRefusedAndChangesNothing()
    {
        var first = Request("""{"numbers":{"cycleDays":100}}""", "\"0\"");
        var view = Assert.IsType<PolicyView>(Assert.IsType<OkObjectResult>(await _functions.PutPolicyAsync(first, "fashion", default)).Value);

        var second = await _functions.PutPolicyAsync(Request("""{"numbers":{"cycleDays":90}}""", "\"0\""), "fashion", default);

        Assert.Equal(("fashion-2.1", "\"1\""), (view.Version, first.HttpContext.Response.Headers.ETag.ToString()));
        Assert.Equal(412, Assert.IsType<ObjectResult>(second).StatusCode);
        var versions = Assert.IsType<List<PolicyVersionView>>(Assert.IsType<OkObjectResult>(await _functions.ListPolicyVersionsAsync(Request(""), "fashion", default)).Value);
        Assert.Equal(("""{"numbers":{"cycleDays":100},"products":{}}""", _time.GetUtcNow()), (Assert.Single(versions).Overrides.ToJsonString(), versions[0].InForceFrom));
    }

    [Fact]
    public async Task PutPolicy_TheSameAgain_IsTheVersionThatIsThere()
    {
        await _functions.PutPolicyAsync(Request("""{"numbers":{"cycleDays":100}}""", "\"0\""), "fashion", default);

        var again = await _functions.PutPolicyAsync(Request("""{"numbers":{"cycleDays":100}}""", "\"1\""), "fashion", default);

        Assert.Equal(1, Assert.IsType<PolicyView>(Assert.IsType<OkObjectResult>(again).Value).Number);
    }

    [Theory]
    [InlineData("{}", null, 428, "Send the ETag of the policy that you changed as If-Match; GET gives it, and it is \"0\" before the first change.")]
    [InlineData("{}", "*", 428, "Send the ETag of the policy that you changed as If-Match; GET gives it, and it is \"0\" before the first change.")]
    [InlineData("""{"numbers":{"cycleDays":0,"vipGraceMonths":13}}""", "\"0\"", 400, "cycleDays is 0; it takes a whole number from 1 to 3650. Leave it out for the business model's default. vipGraceMonths is 13; it takes a whole number from 0 to 12. Leave it out for the business model's default.")]
    [InlineData("""{"numbers":{"offers.keyAccountTask.cooldownDays":9}}""", "\"0\"", 400, "offers.keyAccountTask.cooldownDays goes for an offer that the shop does not make. Set offers.keyAccountTask.offered to true, or leave it out.")]
    [InlineData("""{"numbers":{"offers.winBack.windowDays":9}}""", "\"0\"", 400, "offers.winBack.windowDays is 9, less than offers.winBack.validDays, 30: orders while the offer goes have to count as its outcome. Raise the one or lower the other.")]
    public async Task PutPolicy_WhatCannotComeIntoForce_SaysWhy(string body, string? tag, int status, string detail)
    {
        var problem = Assert.IsType<ObjectResult>(await _functions.PutPolicyAsync(Request(body, tag), "fashion", default));

        Assert.Equal((status, detail), (problem.StatusCode, Assert.IsType<ProblemDetails>(problem.Value).Detail));
    }

    [Fact]
    public async Task DryRunPolicy_AnEmptyShop_MovesNobodyAndWritesNothing()
    {
        var view = Assert.IsType<DryRunView>(Assert.IsType<OkObjectResult>(await _functions.DryRunPolicyAsync(Request("""{"numbers":{"cycleDays":100}}"""), "fashion", default)).Value);

        Assert.Equal((0L, 256, false), (view.Buyers, view.BucketsRead, view.IsSample));
        var policy = Assert.IsType<PolicyView>(Assert.IsType<OkObjectResult>(await _functions.GetPolicyAsync(Request(""), "fashion", default)).Value);
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
