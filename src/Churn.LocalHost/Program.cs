using System.Runtime.InteropServices;
using Churn.LocalHost;
using Churn.LocalHost.CommandLine;
using Churn.LocalHost.Commands;
using Churn.LocalHost.Seeing;
using Microsoft.Extensions.Options;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var options = CommandLineParser.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(CommandLineParser.Help);
        return 0;
    }

    return await (options.Command switch
    {
        CommandKind.Replay => ReplayCommand.RunAsync(options, stop.Token),
        CommandKind.Demo => DemoCommand.RunAsync(options, stop.Token),
        CommandKind.Feedback => FeedbackCommand.RunAsync(options, stop.Token),
        CommandKind.Import => ImportCommand.RunAsync(options, stop.Token),
        CommandKind.Rebuild => RebuildCommand.RunAsync(options, stop.Token),
        CommandKind.ProveErased => ProveErasedCommand.RunAsync(options, stop.Token),
        CommandKind.Policy => PolicyCommand.RunAsync(options, stop.Token),
        CommandKind.Simulate => SimulateCommand.RunAsync(options, stop.Token),
        CommandKind.Status => StatusCommand.RunAsync(options, stop.Token),
        CommandKind.Report => ReportCommand.RunAsync(options, stop.Token),
        CommandKind.Offers => OffersCommand.RunAsync(options, stop.Token),
        CommandKind.Explain => ExplainCommand.RunAsync(options, stop.Token),
        CommandKind.Poison => PoisonCommand.RunAsync(options, stop.Token),
        _ => ServeCommand.RunAsync(options, stop.Token),
    });
}
catch (LocalHostException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OptionsValidationException exception)
{
    Console.Error.WriteLine($"The settings are not right: {exception.Message}");
    return 1;
}
catch (Exception exception) when (StorageFailures.Sentence(exception) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}

// The first signal ends the run in good order; a second one is left to the operating system, which ends it at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
