using System.Diagnostics;
using System.Reflection;

namespace Churn.Functions.Tests.Infra;

/// <summary>
/// The Bicep compiler that the build restored. On systems for which the build restores none, it is a <c>bicep</c> on the PATH.
/// </summary>
internal static class BicepCompiler
{
    public const string Missing =
        "The build restores a Bicep compiler on Linux x64 alone, and there is no bicep on the PATH: install the Bicep CLI.";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static string? Path { get; } = Restored() ?? OnThePath();

    /// <summary>Runs the compiler to its end.</summary>
    /// <param name="folder">The folder in which it runs.</param>
    /// <param name="environment">Variables that it gets besides those of this process.</param>
    /// <param name="arguments">A command and its arguments.</param>
    public static async Task<(int Exit, string Output, string Diagnostics)> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path ?? throw new InvalidOperationException(Missing), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var diagnostics = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, diagnostics);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static string? Restored() => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "BicepCompiler")?.Value is { } path && File.Exists(path) ? path : null;

    private static string? OnThePath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "bicep.exe" : "bicep")).FirstOrDefault(File.Exists);
}
