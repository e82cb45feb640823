using Spectre.Console;

namespace Churn.Cli.Commands;

internal static class FeedProgress
{
    /// <summary>Shows a progress bar on a terminal, and nothing if the output is a file or a pipe.</summary>
    public static Task ShowAsync(string what, int total, Func<Action<int>, Task> work) => Console.IsOutputRedirected
        ? work(_ => { })
        : AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(what, maxValue: Math.Max(1, total));
                await work(count => task.Increment(count));
                task.Value = task.MaxValue;
            });
}
