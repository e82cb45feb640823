using System.Runtime.InteropServices;
using Churn.LocalHost;
using Churn.LocalHost.CommandLine;
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
