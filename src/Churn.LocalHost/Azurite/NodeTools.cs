using System.Diagnostics;

namespace Churn.LocalHost.Azurite;

/// <summary>Finds node and npm on a search path and starts them.</summary>
public sealed class NodeTools(string? searchPath)
{
    private const string MissingNode =
        "Node.js was not found on the PATH, and the local storage engine Azurite needs it: install Node.js 20 or newer from nodejs.org, " +
        "or name another storage with --storage.";

    private const string MissingNpm =
        "npm was not found on the PATH, and installing the local storage engine Azurite needs it: install npm (it comes with Node.js 20 " +
        "or newer from nodejs.org), or name another storage with --storage.";

    public static NodeTools FromEnvironment() => new(Environment.GetEnvironmentVariable("PATH"));

    public ProcessStartInfo Node() =>
        new(Find(OperatingSystem.IsWindows() ? "node.exe" : "node") ?? throw new LocalHostException(MissingNode));

    public ProcessStartInfo Npm()
    {
        _ = Node();
        if (!OperatingSystem.IsWindows())
            return new(Find("npm") ?? throw new LocalHostException(MissingNpm));

        // On Windows npm is a batch file, which only the command interpreter can start.
        var start = new ProcessStartInfo("cmd.exe");
        start.ArgumentList.Add("/c");
        start.ArgumentList.Add(Find("npm.cmd") ?? throw new LocalHostException(MissingNpm));
        return start;
    }

    private string? Find(string file) =>
        (searchPath ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder.Trim('"'), file))
            .FirstOrDefault(File.Exists);
}
