using Churn.LocalHost.Timers;

namespace Churn.LocalHost.Functions;

internal sealed record TimerFunctionTrigger(string ScheduleText, TimerSchedule Schedule, bool RunOnStartup) : FunctionTrigger
{
    public override string Kind => "timer";

    public override string Detail => ScheduleText;
}
