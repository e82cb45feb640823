namespace Churn.Dashboard.Tests.Browser;

/// <summary>The Chromium of this machine: Debian's, or the one that the variable names.</summary>
internal static class Chromium
{
    private const string Variable = "CHURN_CHROMIUM";

    /// <summary>Null: there is none.</summary>
    public static string? Executable { get; } = Find();

    /// <summary>Null: the browser tests can run.</summary>
    public static string? WhyNot { get; } = Executable is null
        ? $"There is no Chromium on this machine: install it (apt-get install chromium), or name one in {Variable}."
        : null;

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome")])
            .FirstOrDefault(File.Exists);
}
