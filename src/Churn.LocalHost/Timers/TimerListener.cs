using Churn.LocalHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Timers;

/// <summary>
/// Runs one timer function by its schedule, in the clock's local time zone. Runs never overlap. Runs that fell due while the host was not
/// running are skipped, as on a new app in Azure.
/// </summary>
internal sealed partial class TimerListener(
    FunctionDescriptor function,
    TimerFunctionTrigger trigger,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger logger)
{
    // A timer of the runtime cannot wait for more than about fifty days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _invocations = new();
    private Task _loop = Task.CompletedTask;
    private DateTime _last;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Lets a run finish within the limit, and then cancels it.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _invocations.CancelAsync();
    }

    /// <summary>Returns the schedule information that the function gets if it runs now.</summary>
    public TimerInfo Info(bool pastDue = false)
    {
        var now = time.GetLocalNow().DateTime;
        return new()
        {
            IsPastDue = pastDue,
            ScheduleStatus = new() { Last = _last, Next = trigger.Schedule.NextAfter(now) ?? DateTime.MaxValue, LastUpdated = now },
        };
    }

    private async Task RunAsync()
    {
        try
        {
            if (trigger.RunOnStartup)
                await InvokeAsync();
            while (!_stopping.IsCancellationRequested && trigger.Schedule.NextAfter(time.GetLocalNow().DateTime) is { } next)
            {
                await WaitUntilAsync(next);
                await InvokeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task WaitUntilAsync(DateTime local)
    {
        while (true)
        {
            var wait = Instant(local) - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                return;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, _stopping.Token);
        }
    }

    // A local time that is skipped by the change to summer time is moved an hour later.
    private DateTimeOffset Instant(DateTime local)
    {
        var zone = time.LocalTimeZone;
        var valid = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new(valid, zone.GetUtcOffset(valid));
    }

    private async Task InvokeAsync()
    {
        try
        {
            await invoker.InvokeAsync(new(function, Info()), _invocations.Token);
        }
        catch (OperationCanceledException) when (_invocations.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // As in Azure, a failed run is not repeated. The next run is at the next time of the schedule.
            Log.Failed(logger, exception, function.Name);
        }

        _last = time.GetLocalNow().DateTime;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Timer function {Function} failed; it runs again at its next time")]
        public static partial void Failed(ILogger logger, Exception exception, string function);
    }
}
