using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.CrashWorker;
using Churn.Domain.Events;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Storage.Events;
using Churn.Testing.Crashes;
using Churn.Testing.Scenarios;
using Microsoft.Extensions.DependencyInjection;

// Works through the queues of one run and ends with 0 when they are empty, or dies on the way as its arguments say.
var orders = WorkerOrders.Parse(args);
_ = Task.Run(async () =>
{
    // The parent holds the other end of the input. When the parent is gone, this process is not needed any more.
    await Console.In.ReadToEndAsync();
    Environment.Exit(3);
});

var death = new DeathPolicy(orders.Death);
var tables = new TableClientOptions();
tables.AddPolicy(death, HttpPipelinePosition.PerRetry);
var hosted = new HostedOrders(orders.Storage);
var queues = new QueueSettings
{
    Base64 = false,
    BatchSize = CrashRun.Batch,
    NewBatchThreshold = 1,
    MaxDequeueCount = CrashRun.MaxDequeueCount,
    MaxPollingInterval = TimeSpan.FromMilliseconds(500),
};
var hostedOptions = hosted.HostOptions(orders.Shops, CrashRun.Lease, null, tables, queues);
var options = hostedOptions with
{
    Settings = orders.Bus is { } bus
        ? new Dictionary<string, string?>(hostedOptions.Settings) { ["ServiceBus"] = bus }
        : hostedOptions.Settings,
    ConfigureQueues = client => client.AddPolicy(death, HttpPipelinePosition.PerRetry),
};
var configure = options.ConfigureServices;
options = options with
{
    ConfigureServices = (services, configuration) =>
    {
        var sending = new QueueClientOptions();
        sending.AddPolicy(death, HttpPipelinePosition.PerRetry);
        services.AddSingleton(new QueueServiceClient(orders.Storage, sending));
        if (orders.Bus is not null)
        {
            services.AddSingleton<IEventSink>(provider => new DyingSink(provider.GetRequiredService<ServiceBusEventSink>(), death));
        }

        configure(services, configuration);
    },
};
await using var host = await LocalFunctionsHost.StartAsync(options);
await host.DrainAsync();
return 0;
