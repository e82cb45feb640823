using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Churn.LocalHost.Azurite;

/// <summary>An Azurite process. It ends with this object, or with this process if that ends first.</summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    // If Azurite closes an idle connection just when the client uses it again, the request fails. Azurite's default is five seconds.
    private const string KeepAliveSeconds = "120";

    private static readonly TimeSpan StartTimeLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeLimit = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ConcurrentDictionary<string, Uri> _listening = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AzuriteProcess(Process process) => _process = process;

    public AzuriteEndpoints Endpoints =>
        AzuriteEndpoints.OnPorts(_listening["Blob"].Port, _listening["Queue"].Port, _listening["Table"].Port);

    public int ProcessId => _process.Id;

    public static async Task<AzuriteProcess> StartAsync(
        AzuriteOptions options,
        AzuriteInstaller installer,
        NodeTools tools,
        Action<string> progress,
        CancellationToken cancellationToken = default)
    {
        var entry = await installer.EnsureAsync(progress, cancellationToken);
        var start = tools.Node();
        foreach (var argument in Arguments(entry, options))
            start.ArgumentList.Add(argument);
        if (options.MoreAccounts.Count > 0)
        {
            var accounts = options.MoreAccounts.Prepend(AzuriteEndpoints.UsualAccount)
                .Select(account => $"{account}:{AzuriteEndpoints.AccountKey}");
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts);
        }

        start.WorkingDirectory = options.DataFolder ?? Path.GetDirectoryName(entry)!;
        Directory.CreateDirectory(start.WorkingDirectory);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        var azurite = new AzuriteProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        try
        {
            await azurite.RunAsync(options, cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.StandardInput.Close();
                using var limit = new CancellationTokenSource(StopTimeLimit);
                await _process.WaitForExitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The process did not start.
        }

        _process.Dispose();
    }

    private static IEnumerable<string> Arguments(string entry, AzuriteOptions options) =>
    [
        Path.Combine(AppContext.BaseDirectory, "Azurite", "azurite-host.cjs"),
        entry,
        "--skipApiVersionCheck",
        "--disableTelemetry",
        "--silent",
        .. options.DataFolder is { } folder ? (string[])["--location", folder] : ["--inMemoryPersistence"],
        "--blobPort", $"{options.BlobPort}", "--queuePort", $"{options.QueuePort}", "--tablePort", $"{options.TablePort}",
        "--queueKeepAliveTimeout", KeepAliveSeconds, "--tableKeepAliveTimeout", KeepAliveSeconds,
    ];

    private async Task RunAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        _process.OutputDataReceived += (_, line) => OnOutput(line.Data);
        _process.ErrorDataReceived += (_, line) => OnError(line.Data);
        _process.Exited += (_, _) => OnExited(options);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await _ready.Task.WaitAsync(StartTimeLimit, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new LocalHostException($"Azurite did not answer within {StartTimeLimit.TotalSeconds:0} seconds: {Errors()}", exception);
        }
    }

    private void OnOutput(string? line)
    {
        if (line is null || ListeningLine().Match(line) is not { Success: true } match)
            return;

        _listening[match.Groups["service"].Value] = new Uri(match.Groups["address"].Value);
        if (_listening.Count == 3)
            _ready.TrySetResult();
    }

    private void OnError(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line) && _errors.Count < 20)
            _errors.Enqueue(line.Trim());
    }

    private void OnExited(AzuriteOptions options)
    {
        // The last lines of output may arrive after the exit is announced.
        _process.WaitForExit();
        var errors = Errors();
        _ready.TrySetException(errors.Contains("EADDRINUSE", StringComparison.Ordinal)
            ? new LocalHostException(
                $"One of the ports {options.BlobPort}, {options.QueuePort} and {options.TablePort} that Azurite needs " +
                "is taken by something else: stop that, or name another storage with --storage, or use --in-memory, which needs none.")
            : new LocalHostException($"Azurite stopped while starting: {errors}"));
    }

    private string Errors() => _errors.IsEmpty ? "it printed no error." : string.Join(' ', _errors);

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>\S+)")]
    private static partial Regex ListeningLine();
}
