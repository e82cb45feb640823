using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.LocalHost.Tests.Sample;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.LocalHost.Tests.Hosting;

internal static class SampleHost
{
    public static LocalFunctionsHostOptions Options(Recorder recorder, params Type[] classes) => new()
    {
        FunctionClasses = classes,
        ConfigureServices = (services, _) => services.AddSingleton(recorder),
        HostFile = new() { Queues = new() { Base64 = false, MaxPollingInterval = TimeSpan.FromMilliseconds(200) } },
        Settings = new Dictionary<string, string?> { ["Schedules:Sample"] = "0 0 0 1 1 *" },
        RunTimers = false,
    };

    public static LocalFunctionsHostOptions WithQueue(this LocalFunctionsHostOptions options, string connection, string queue) =>
        options with
        {
            StorageConnection = connection,
            Settings = new Dictionary<string, string?>(options.Settings) { ["Queues:Sample"] = queue },
        };

    public static LocalFunctionsHostOptions With(this LocalFunctionsHostOptions options, QueueSettings queues) =>
        options with { HostFile = options.HostFile with { Queues = queues } };
}
