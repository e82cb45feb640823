using System.Runtime.CompilerServices;
using Churn.Functions.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Api;

/// <summary>
/// Tests that lists are written as they are read: the reader has the first rows before the last are made, and can end the reading by
/// closing the connection.
/// </summary>
public sealed class StreamingTests
{
    private const int FirstRows = 5_000;

    // A test waits this long only if a list is held back until it is whole.
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Forms => ["csv", "page", "array"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Execute_LongList_ReachesTheReaderBeforeItsLastRowIsMade(string form)
    {
        var goOn = new TaskCompletionSource();
        await using var app = await StartAsync(form, token => RowsAsync(goOn.Task, null, token));

        using var answer = await GetAsync(app);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var first = await body.ReadAsync(new byte[1_000]).AsTask().WaitAsync(Never);
        goOn.SetResult();
        using var rest = new StreamReader(body);
        var text = await rest.ReadToEndAsync().WaitAsync(Never);

        Assert.True(first > 0);
        Assert.Contains("the last", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Execute_ReaderHangsUp_EndsTheReading(string form)
    {
        var ended = new TaskCompletionSource();
        await using var app = await StartAsync(form, token => RowsAsync(new TaskCompletionSource().Task, ended, token));

        using (var answer = await GetAsync(app))
        {
            await using var body = await answer.Content.ReadAsStreamAsync();
            await body.ReadAsync(new byte[1_000]).AsTask().WaitAsync(Never);
        }

        await ended.Task.WaitAsync(Never);
    }

    private static async Task<WebApplication> StartAsync(string form, Func<CancellationToken, IAsyncEnumerable<string>> rows)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddMvcCore();
        var app = builder.Build();
        app.MapGet("/", context =>
        {
            var action = new ActionContext { HttpContext = context, RouteData = new(), ActionDescriptor = new() };
            return Result(form, rows(context.RequestAborted)).ExecuteResultAsync(action);
        });
        await app.StartAsync();
        return app;
    }

    private static Task<HttpResponseMessage> GetAsync(WebApplication app) => app.GetTestClient()
        .GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)
        .WaitAsync(Never);

    private static IActionResult Result(string form, IAsyncEnumerable<string> rows) => form switch
    {
        "csv" => new CsvResult("rows.csv", ["row"], rows.Select(row => (IReadOnlyList<string?>)[row])),
        "page" => new PageResult<string>(rows, () => null),
        _ => new OkObjectResult(rows),
    };

    private static async IAsyncEnumerable<string> RowsAsync(
        Task goOn, TaskCompletionSource? ended, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            for (var row = 0; row < FirstRows; row++)
            {
                yield return $"row {row} of a list that is longer than any buffer";
            }

            await goOn.WaitAsync(cancellationToken);
            yield return "the last";
        }
        finally
        {
            ended?.TrySetResult();
        }
    }
}
