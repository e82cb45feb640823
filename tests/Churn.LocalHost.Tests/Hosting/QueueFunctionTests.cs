using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.LocalHost.Tests.Sample;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.Hosting;

public sealed class QueueFunctionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly QueueSettings Quick = new()
    {
        Base64 = false,
        BatchSize = 4,
        NewBatchThreshold = 2,
        MaxDequeueCount = 3,
        MaxPollingInterval = TimeSpan.FromMilliseconds(200),
    };

    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Message_EachParameterType_ArrivesAsThatType()
    {
        await using var host = await StartAsync("typed", typeof(SampleTypedQueueFunctions));
        await SendAsync("typed-object", """{"word":"two","number":2}""");
        Assert.Equal(new SampleText("two", 2), await _recorder.NextAsync());
        await SendAsync("typed-binary", "bin");
        Assert.Equal("bin", ((BinaryData)await _recorder.NextAsync()).ToString());
        await SendAsync("typed-bytes", "abc");
        Assert.Equal("abc"u8.ToArray(), (byte[])await _recorder.NextAsync());
        await SendAsync("typed-message", "whole");
        var (message, dequeueCount, id) = ((QueueMessage, long, string))await _recorder.NextAsync();
        Assert.Equal(("whole", 1L, message.MessageId), (message.MessageText, dequeueCount, id));

        await DrainAsync(host);
        Assert.Equal(0, await CountAsync("typed-object"));
    }

    [Fact]
    public async Task Message_FailsEveryTime_GoesToPoisonAfterMaxDequeueCount()
    {
        _recorder.Behave = (_, _) => throw new InvalidOperationException("always");
        await using var host = await StartAsync("fails", typeof(SampleQueueFunctions));
        await SendAsync("fails", "bad");
        await DrainAsync(host);

        Assert.Equal(Quick.MaxDequeueCount, _recorder.Count());
        var poison = await Client("fails-poison").PeekMessagesAsync(10);
        Assert.Equal("bad", Assert.Single(poison.Value).MessageText);
    }

    [Fact]
    public async Task Message_ReceivedTooOftenWithoutFailing_GoesToPoisonUnseen()
    {
        var queue = Client("seen-often");
        await queue.CreateIfNotExistsAsync();
        await SendAsync("seen-often", "unlucky");
        for (var delivery = 0; delivery < Quick.MaxDequeueCount; delivery++)
        {
            var message = Assert.Single((await queue.ReceiveMessagesAsync(1, TimeSpan.FromMinutes(1))).Value);
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await using var host = await StartAsync("seen-often", typeof(SampleQueueFunctions));
        await DrainAsync(host);

        Assert.Equal(0, _recorder.Count());
        Assert.Equal(1, await CountAsync("seen-often-poison"));
    }

    [Fact]
    public async Task CrashAsync_MessageInFlight_IsDeliveredAgainWhenItsLeaseEnds()
    {
        _recorder.Behave = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        await using (var doomed = await StartAsync("crash", typeof(SampleQueueFunctions), lease: TimeSpan.FromSeconds(2)))
        {
            await SendAsync("crash", "precious");
            Assert.Equal("precious", await _recorder.NextAsync());
            await doomed.CrashAsync();
        }

        Assert.Equal(1, await CountAsync("crash"));
        _recorder.Behave = (_, _) => Task.CompletedTask;
        await using var heir = await StartAsync("crash", typeof(SampleQueueFunctions));
        await DrainAsync(heir);

        Assert.Equal("precious", await _recorder.NextAsync());
        Assert.Equal(0, await CountAsync("crash"));
    }

    [Fact]
    public async Task StopAsync_WorkOutlastsTheLimit_GivesTheMessageBackAtOnce()
    {
        _recorder.Behave = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        await using var host = await StartAsync("stop", typeof(SampleQueueFunctions), stopLimit: TimeSpan.FromMilliseconds(100));
        await SendAsync("stop", "unfinished");
        await _recorder.NextAsync();

        await host.StopAsync();

        // The message is visible now, although its lease would run for ten minutes.
        var message = Assert.Single((await Client("stop").ReceiveMessagesAsync(1, TimeSpan.FromMinutes(1))).Value);
        Assert.Equal(("unfinished", 2L), (message.MessageText, message.DequeueCount));
    }

    [Fact]
    public async Task StopAsync_WorkIgnoresCancellation_GivesTheMessageBackOverItsHead()
    {
        var never = new TaskCompletionSource();
        _recorder.Behave = (_, _) => never.Task;
        await using var host = await StartAsync("deaf", typeof(SampleQueueFunctions), stopLimit: TimeSpan.FromMilliseconds(100));
        await SendAsync("deaf", "unfinished");
        await _recorder.NextAsync();

        await host.StopAsync();
        Assert.Single((await Client("deaf").PeekMessagesAsync(1)).Value);

        // The function's late end must not delete the message that was given back.
        never.SetResult();
        Assert.Equal(1, await CountAsync("deaf"));
    }

    [Fact]
    public async Task StopAsync_WorkFinishesInTime_DeletesTheMessage()
    {
        var go = new TaskCompletionSource();
        _recorder.Behave = (_, _) => go.Task;
        await using var host = await StartAsync("finish", typeof(SampleQueueFunctions));
        await SendAsync("finish", "nearly done");
        await _recorder.NextAsync();

        var stop = host.StopAsync();
        go.SetResult();
        await stop;

        Assert.Equal(0, await CountAsync("finish"));
    }

    [Fact]
    public async Task StopAsync_RunByHandInFlight_LetsItFinish()
    {
        var go = new TaskCompletionSource();
        _recorder.Behave = (_, cancellationToken) => go.Task.WaitAsync(cancellationToken);
        await using var host = await StartAsync("by-hand", typeof(SampleQueueFunctions));
        var run = host.RunFunctionAsync("SampleQueue", "now");
        await _recorder.NextAsync();

        var stop = host.StopAsync();
        go.SetResult();
        await stop;

        Assert.Null(await Record.ExceptionAsync(() => run));
    }

    [Fact]
    public async Task Messages_Many_NeverRunMoreThanBatchSizePlusThreshold()
    {
        var running = 0;
        var most = 0;
        _recorder.Behave = async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };
        var queue = Client("many");
        await queue.CreateIfNotExistsAsync();
        for (var number = 0; number < 40; number++)
            await queue.SendMessageAsync($"{number}");

        await using var host = await StartAsync("many", typeof(SampleQueueFunctions));
        await DrainAsync(host);

        Assert.Equal(40, _recorder.Count());
        Assert.InRange(most, 1, Quick.BatchSize + Quick.NewBatchThreshold);
    }

    [Fact]
    public async Task Message_Base64Host_IsDecoded()
    {
        var options = Options("coded", typeof(SampleQueueFunctions)).With(Quick with { Base64 = true });
        await using var host = await LocalFunctionsHost.StartAsync(options);
        await SendAsync("coded", Convert.ToBase64String("plain"u8));

        Assert.Equal("plain", await _recorder.NextAsync());
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }

    private static async Task DrainAsync(LocalFunctionsHost host)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await host.DrainAsync(limit.Token);
    }

    private LocalFunctionsHostOptions Options(string queue, Type functions) =>
        SampleHost.Options(_recorder, functions).WithQueue(azurite.ConnectionString, queue).With(Quick);

    private Task<LocalFunctionsHost> StartAsync(string queue, Type functions, TimeSpan? lease = null, TimeSpan? stopLimit = null)
    {
        var options = Options(queue, functions);
        return LocalFunctionsHost.StartAsync(options with
        {
            Lease = lease ?? options.Lease,
            StopTimeLimit = stopLimit ?? options.StopTimeLimit,
        });
    }

    private QueueClient Client(string name) => new(azurite.ConnectionString, name);

    private Task SendAsync(string queue, string text) => Client(queue).SendMessageAsync(text);

    private async Task<int> CountAsync(string queue) => (await Client(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
