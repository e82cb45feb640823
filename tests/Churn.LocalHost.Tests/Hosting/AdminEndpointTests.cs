using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Tests.Sample;
using Churn.Testing.Azurite;
using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Hosting;

public sealed class AdminEndpointTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly Recorder _recorder = new();
    private LocalFunctionsHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var options = SampleHost.Options(
            _recorder, typeof(SampleTimerFunctions), typeof(SampleQueueFunctions), typeof(SampleHttpFunctions));
        _host = await LocalFunctionsHost.StartAsync(options.WithQueue(azurite.ConnectionString, "admin"));
        _client = new() { BaseAddress = _host.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Get_Functions_ListsEveryFunctionWithItsTrigger()
    {
        var list = await _client.GetFromJsonAsync<JsonArray>("/admin/functions");

        var lines = list!.Select(item => $"{item!["name"]} {item["trigger"]} {item["detail"]}").ToList();
        Assert.Equal(7, lines.Count);
        Assert.Contains("SampleTimer timer 0 0 0 1 1 *", lines);
        Assert.Contains("SampleQueue queue admin", lines);
        Assert.Contains("Greet http GET greet/{name}/{times:int}", lines);
    }

    [Fact]
    public async Task Post_TimerFunction_IsAcceptedAndRun()
    {
        var answer = await _client.PostAsJsonAsync("/admin/functions/sampletimer", new { input = "" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotNull(((TimerInfo)await _recorder.NextAsync()).ScheduleStatus);
    }

    [Fact]
    public async Task Post_QueueFunction_GetsTheInputAsItsMessage()
    {
        var answer = await _client.PostAsJsonAsync("/admin/functions/SampleQueue", new { input = "by hand" });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("by hand", await _recorder.NextAsync());
    }

    [Theory]
    [InlineData("Nobody", "{}", HttpStatusCode.NotFound, "There is no function Nobody.")]
    [InlineData("Greet", "{}", HttpStatusCode.BadRequest, "HTTP function")]
    [InlineData("SampleTimer", "{", HttpStatusCode.BadRequest, "must be JSON")]
    [InlineData("SampleTimer", "[]", HttpStatusCode.BadRequest, "must be JSON")]
    public async Task Post_WhatCannotBeRun_IsRefusedWithTheReason(string name, string body, HttpStatusCode status, string reason)
    {
        var answer = await _client.PostAsync($"/admin/functions/{name}", new StringContent(body));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(_recorder.IsEmpty);
    }
}
