using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Churn.LocalHost in a process of its own, started as `dotnet run` starts it and ended as the test wants.</summary>
internal sealed class LocalHostProcess : IAsyncDisposable
{
    private const string Listening = "Listening on ";
    private const int Terminate = 15;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalHostProcess(Process process) => _process = process;

    /// <summary>Everything that the process has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static LocalHostProcess Start(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Churn.Cli.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var host = new LocalHostProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        host._process.OutputDataReceived += (_, line) => host.OnLine(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.OnLine(line.Data);
        host._process.Exited += (_, _) => host._listening.TrySetException(
            new InvalidOperationException("Churn.Cli ended instead of listening."));
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Waits for the first line that begins with a text, and returns it.</summary>
    public async Task<string> LineAsync(string beginning, TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        while (true)
        {
            var found = Output.Split('\n').SkipLast(1).FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));
            if (found is not null)
                return found.TrimEnd();
            Assert.False(_process.HasExited, $"Churn.Cli ended without a line that begins with '{beginning}': {Output}");
            await Task.Delay(LookAgain, end.Token);
        }
    }

    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        await _process.WaitForExitAsync(end.Token);
        return _process.ExitCode;
    }

    /// <summary>Kills the process with SIGKILL, which it cannot handle.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM, which is handled like Ctrl+C. Does not work on Windows.</summary>
    public void AskToStop() => Assert.Equal(0, Signal(_process.Id, Terminate));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _ = _listening.Task.Exception;
        _process.Dispose();
    }

    private void OnLine(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
        if (line?.StartsWith(Listening, StringComparison.Ordinal) == true)
            _listening.TrySetResult(new(line[Listening.Length..line.IndexOf(',', StringComparison.Ordinal)]));
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
