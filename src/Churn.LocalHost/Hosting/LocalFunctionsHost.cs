using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.LocalHost.Functions;
using Churn.LocalHost.Queues;
using Churn.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Hosting;

/// <summary>Hosts functions on this machine. Its visible behaviour is that of the real host.</summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan DrainPoll = TimeSpan.FromMilliseconds(50);

    private readonly LocalFunctionsHostOptions _options;
    private readonly WebApplication _app;
    private readonly FunctionInvoker _invoker;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<QueueListener> _queues = [];
    private readonly List<QueueListener> _awaited = [];
    private readonly Dictionary<string, TimerListener> _timers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Task, string> _byHand = new();
    private bool _stopped;

    private LocalFunctionsHost(LocalFunctionsHostOptions options, WebApplication app)
    {
        _options = options;
        _app = app;
        _invoker = new(app.Services);
        Functions = FunctionCatalog.Discover(options.FunctionClasses, app.Configuration);
    }

    public Uri BaseAddress { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    internal IReadOnlyList<FunctionDescriptor> Functions { get; }

    public static async Task<LocalFunctionsHost> StartAsync(
        LocalFunctionsHostOptions options, CancellationToken cancellationToken = default)
    {
        var app = LocalWebApplication.Build(options);
        try
        {
            var host = new LocalFunctionsHost(options, app);
            await host.BeginAsync(cancellationToken);
            return host;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer or queue function now and returns when it has ended. A queue function gets the input as its message.</summary>
    public async Task RunFunctionAsync(string name, string? input = null, CancellationToken cancellationToken = default)
    {
        var function = Functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new LocalHostException(
                $"There is no function {name}; there are {string.Join(", ", Functions.Select(known => known.Name))}.");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        var run = _invoker.InvokeAsync(ByHand(function, input), either.Token);
        _byHand[run] = function.Name;
        try
        {
            await run;
        }
        finally
        {
            _byHand.TryRemove(run, out _);
        }
    }

    /// <summary>
    /// Waits until all queues are empty and no function runs. Queues of functions in <see cref="LocalFunctionsHostOptions.LeftWaiting"/>
    /// are left out. A function that ends during a check may have filled a queue that was already found empty, so a check counts only if no
    /// function started or ended during it.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var before = _invoker.Activity;
            var busy = _invoker.Running > 0 || _queues.Any(queue => queue.InFlight > 0);
            foreach (var listener in _awaited)
            {
                var properties = await listener.Queue.GetPropertiesAsync(cancellationToken);
                if (properties.Value.ApproximateMessagesCount == 0)
                    continue;
                busy = true;
                if (listener.InFlight == 0)
                    listener.Wake();
            }

            if (!busy && _invoker.Running == 0 && _invoker.Activity == before)
                return;
            await Task.Delay(DrainPoll, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Returns the number of messages in all queues that a drain waits for, including those being processed.</summary>
    public async Task<int> DepthAsync(CancellationToken cancellationToken = default)
    {
        var depth = 0;
        foreach (var listener in _awaited)
            depth += (await listener.Queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        return depth;
    }

    /// <summary>Returns the number of messages in all poison queues.</summary>
    public async Task<int> PoisonedAsync(CancellationToken cancellationToken = default)
    {
        var poisoned = 0;
        foreach (var poison in _queues.Select(listener => listener.Poison).OfType<QueueClient>())
        {
            if ((await poison.ExistsAsync(cancellationToken)).Value)
                poisoned += (await poison.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }

        return poisoned;
    }

    /// <summary>Makes all queues poll now. Call it after sending messages.</summary>
    public void WakeQueues() => _queues.ForEach(queue => queue.Wake());

    /// <summary>Stops receiving, finishes the running work within the time limit, and releases the remaining messages.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await Task.WhenAll(
            [
                .. _timers.Values.Select(timer => timer.StopAsync(_options.StopTimeLimit)),
                .. _queues.Select(queue => queue.StopAsync(_options.StopTimeLimit)),
            ]);
        await _app.StopAsync();
        await Task.WhenAll(_byHand.Keys)
            .WaitAsync(_options.StopTimeLimit, _options.Time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync();
    }

    /// <summary>Stops without cleaning up, like a killed process: messages stay leased.</summary>
    public async Task CrashAsync()
    {
        _stopped = true;
        await Task.WhenAll(_queues.Select(queue => queue.CrashAsync()));
        await _stopping.CancelAsync();
        await _app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var function in Functions)
            FunctionInvoker.Check(function);
        var loggers = Services.GetRequiredService<ILoggerFactory>();
        var http = new HttpFunctionEndpoints(
            _invoker, _options.HostFile.RoutePrefix, loggers.CreateLogger("Function.Http"), _stopping.Token);
        new AdminEndpoints(this, loggers.CreateLogger("Host.Admin")).Map(_app);
        foreach (var function in Functions)
        {
            if (function.Trigger is HttpFunctionTrigger trigger)
                http.Map(_app, function, trigger);
        }

        await _options.PrepareAsync(Services, cancellationToken);
        await CreateListenersAsync(loggers, cancellationToken);
        await ListenAsync(cancellationToken);
        _queues.ForEach(queue => queue.Start());
        if (_options.RunTimers)
        {
            foreach (var timer in _timers.Values)
                timer.Start();
        }
    }

    private async Task CreateListenersAsync(ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var factory = new QueueListenerFactory(_options, _app.Services, _invoker, loggers);
        foreach (var function in Functions)
        {
            if (function.Trigger is QueueFunctionTrigger queue)
            {
                var listener = await factory.CreateAsync(function, queue, cancellationToken);
                _queues.Add(listener);
                if (!_options.LeftWaiting.Contains(function.Name))
                    _awaited.Add(listener);
            }
            else if (function.Trigger is TimerFunctionTrigger timer)
                _timers.Add(
                    function.Name,
                    new(function, timer, _invoker, _options.Time, loggers.CreateLogger($"Function.{function.Name}")));
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new LocalHostException(
                $"Port {_options.Port} is taken by something else: stop that, or name another port with --port.", exception);
        }

        BaseAddress = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private FunctionInvocation ByHand(FunctionDescriptor function, string? input)
    {
        switch (function.Trigger)
        {
            case TimerFunctionTrigger:
                return new(function, _timers[function.Name].Info());
            case QueueFunctionTrigger:
                var message = QueuesModelFactory.QueueMessage("by-hand", "by-hand", BinaryData.FromString(input ?? ""), 1);
                return new(function, QueueMessageBinder.Bind(message, function.TriggerParameter.ParameterType))
                {
                    BindingData = QueueMessageBinder.Metadata(message),
                };
            default:
                throw new LocalHostException($"{function.Name} is an HTTP function: send a request to its route.");
        }
    }
}
