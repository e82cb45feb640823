using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Tests.Sample;

namespace Churn.LocalHost.Tests.Hosting;

public sealed class HttpFunctionTests : IAsyncLifetime
{
    private LocalFunctionsHost _host = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await LocalFunctionsHost.StartAsync(SampleHost.Options(new(), typeof(SampleHttpFunctions)));
        _client = new() { BaseAddress = _host.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Get_RouteWithParameters_BindsThemByName()
    {
        var answer = await _client.GetFromJsonAsync<JsonObject>("/api/greet/Ann%20B/3?q=x");

        Assert.Equal("Ann B", (string?)answer!["name"]);
        Assert.Equal(3, (int?)answer["times"]);
        Assert.Equal("x", (string?)answer["query"]);
        Assert.True((bool?)answer["canBeCanceled"]);
    }

    [Theory]
    [InlineData("GET", "/greet/Ann/3", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/greet/Ann/three", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/greet/Ann/3", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/silent", HttpStatusCode.NoContent)]
    public async Task Send_Request_IsRoutedByPrefixConstraintAndMethod(string method, string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _client.SendAsync(new(new(method), path))).StatusCode);

    [Fact]
    public async Task Post_SameRouteOtherMethod_RunsItsOwnFunction()
    {
        var answer = await _client.PostAsync("/api/greet/Ann/3", new StringContent("hello"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("Ann: hello", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Put_NoRouteAndNoMethods_TakesTheFunctionsNameAndEveryMethod()
    {
        var answer = await _client.PutAsync("/api/NoRoute", null);

        Assert.Equal("NoRoute PUT True", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_FunctionThrows_Is500WithoutAWordOfTheError()
    {
        var answer = await _client.GetAsync("/api/fail");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task StartAsync_PortTaken_SaysSoAndWhatToDo()
    {
        var options = SampleHost.Options(new(), typeof(SampleHttpFunctions)) with { Port = _host.BaseAddress.Port };

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => LocalFunctionsHost.StartAsync(options));

        Assert.Equal($"Port {options.Port} is taken by something else: stop that, or name another port with --port.", exception.Message);
    }

    [Fact]
    public void BaseAddress_Always_IsLoopback() => Assert.Equal("127.0.0.1", _host.BaseAddress.Host);
}
