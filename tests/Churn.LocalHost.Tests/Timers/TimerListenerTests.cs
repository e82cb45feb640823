using Churn.LocalHost.Functions;
using Churn.LocalHost.Tests.Sample;
using Churn.LocalHost.Timers;
using Churn.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Churn.LocalHost.Tests.Timers;

public sealed class TimerListenerTests
{
    private readonly Recorder _recorder = new();

    [Fact]
    public async Task Start_TwoTimesPass_RunsTwiceWithNextInTheInfo()
    {
        var time = new CountingTimeProvider(new(2026, 5, 14, 2, 59, 0, TimeSpan.Zero));
        var listener = Listener(time);
        listener.Start();

        time.WaitForTimers(1);
        time.Advance(TimeSpan.FromMinutes(1));
        var first = (TimerInfo)await _recorder.NextAsync();
        time.WaitForTimers(2);
        time.Advance(TimeSpan.FromDays(1));
        var second = (TimerInfo)await _recorder.NextAsync();
        await listener.StopAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(new DateTime(2026, 5, 15, 3, 0, 0), first.ScheduleStatus!.Next);
        Assert.Equal(new DateTime(2026, 5, 14, 3, 0, 0), second.ScheduleStatus!.Last);
        Assert.False(second.IsPastDue);
    }

    [Fact]
    public async Task Start_SummerTimeSkipsTheHour_RunsAnHourLaterThatDay()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var time = new CountingTimeProvider(new(2026, 3, 29, 0, 0, 0, TimeSpan.Zero));
        time.SetLocalTimeZone(berlin);
        var listener = Listener(time, "0 30 2 * * *");
        listener.Start();

        time.WaitForTimers(1);
        time.Advance(TimeSpan.FromMinutes(89));
        Assert.True(_recorder.IsEmpty);
        time.Advance(TimeSpan.FromMinutes(1));
        await _recorder.NextAsync();
        await listener.StopAsync(TimeSpan.FromSeconds(5));

        // In that night 02:30 does not exist there. It runs at 03:30 summer time, which is 01:30 UTC.
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), time.GetUtcNow());
    }

    [Fact]
    public async Task StopAsync_RunInFlight_LetsItFinish()
    {
        var time = new CountingTimeProvider(new(2026, 5, 14, 2, 59, 59, TimeSpan.Zero));
        var go = new TaskCompletionSource();
        var finished = false;
        _recorder.Behave = async (_, cancellationToken) =>
        {
            await go.Task.WaitAsync(cancellationToken);
            finished = true;
        };
        var listener = Listener(time);
        listener.Start();
        time.WaitForTimers(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await _recorder.NextAsync();

        var stop = listener.StopAsync(TimeSpan.FromSeconds(5));
        go.SetResult();
        await stop;

        Assert.True(finished);
    }

    private TimerListener Listener(TimeProvider time, string schedule = "0 0 3 * * *")
    {
        var services = new ServiceCollection().AddSingleton(_recorder).BuildServiceProvider();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Schedules:Sample", schedule)]).Build();
        var function = FunctionCatalog.Discover([typeof(SampleTimerFunctions)], configuration).Single();
        return new(function, (TimerFunctionTrigger)function.Trigger, new FunctionInvoker(services), time, NullLogger.Instance);
    }
}
