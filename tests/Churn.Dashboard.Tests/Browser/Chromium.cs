namespace Churn.Dashboard.Tests.Browser;

/// <summary>Finds the Chromium of this machine: the one that the variable names, or else an installed one.</summary>
internal static class Chromium
{
    private const string Variable = "CHURN_CHROMIUM";

    /// <summary>The path of the program; null if there is none.</summary>
    public static string? Executable { get; } = Find();

    /// <summary>Why the browser tests cannot run; null if they can.</summary>
    public static string? WhyNot { get; } = Executable is null
        ? $"There is no Chromium on this machine: install it (apt-get install chromium), or name one in {Variable}."
        : null;

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
