using System.Runtime.InteropServices;
using Churn.Cli;
using Churn.Cli.CommandLine;
using Churn.LocalHost;
using Microsoft.Extensions.Options;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await ChurnCommandLine.RunAsync(args, stop.Token);
}
catch (LocalHostException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OptionsValidationException exception)
{
    Console.Error.WriteLine($"The settings are not valid: {exception.Message}");
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

// The first signal stops the run in order. A second one is left to the operating system, which ends the process at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
