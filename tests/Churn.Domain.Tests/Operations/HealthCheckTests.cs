using Churn.Domain.Operations;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Operations;

public sealed class HealthCheckTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 14, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task LookAsync_AThousandAskersWithinTheMemory_CostOneLook()
    {
        var probe = new Probe("tables", _ => Task.FromResult(""));
        using var health = new HealthCheck([probe], _time);

        var reports = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => health.LookAsync(default)));

        Assert.All(reports, report => Assert.True(report.IsUp));
        Assert.Equal(1, probe.Looks);
    }

    [Fact]
    public async Task LookAsync_AfterTheMemory_SeesThatAPartWentDownAndCameBack()
    {
        var fault = "";
        var queues = new Probe("queues", _ => Task.FromResult(fault));
        using var health = new HealthCheck([queues, new Probe("tables", _ => Task.FromResult(""))], _time);
        var before = await health.LookAsync(default);
        fault = "orders: 404 QueueNotFound";
        var within = await health.LookAsync(default);
        _time.Advance(HealthCheck.Memory);
        var down = await health.LookAsync(default);
        fault = "";
        _time.Advance(HealthCheck.Memory);

        Assert.True(before.IsUp && within.IsUp);
        Assert.False(down.IsUp);
        Assert.Equal([new PartHealth("queues", "orders: 404 QueueNotFound"), new PartHealth("tables", "")], down.Parts);
        Assert.True((await health.LookAsync(default)).IsUp);
    }

    [Fact]
    public async Task LookAsync_APartThatThrows_IsDownByItsKindOfFailureAloneAndTheOthersAreSeen()
    {
        var tables = new Probe("tables", _ => throw new InvalidOperationException("AccountKey=secret"));
        using var health = new HealthCheck([tables, new Probe("queues", _ => Task.FromResult(""))], _time);

        Assert.Equal(
            [new PartHealth("tables", "InvalidOperationException"), new PartHealth("queues", "")],
            (await health.LookAsync(default)).Parts);
    }

    [Fact]
    public async Task LookAsync_APartThatDoesNotAnswer_IsDownWhenPatienceEnds()
    {
        var asked = new TaskCompletionSource();
        using var health = new HealthCheck([new Probe("tables", async stop =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop);
            return "";
        })], _time);

        var look = health.LookAsync(default);
        await asked.Task;
        _time.Advance(HealthCheck.Patience);

        Assert.Equal([new PartHealth("tables", "no answer within 10 s")], (await look).Parts);
    }

    private sealed class Probe(string part, Func<CancellationToken, Task<string>> look) : IHealthProbe
    {
        private int _looks;

        public string Part => part;

        public int Looks => _looks;

        public Task<string> FindFaultAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            return look(cancellationToken);
        }
    }
}
