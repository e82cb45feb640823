using System.Diagnostics;
using System.Security.Cryptography;

namespace Churn.LocalHost.Azurite;

/// <summary>Installs the pinned Azurite once, from package.json and its lock file beside this assembly.</summary>
public sealed class AzuriteInstaller(string folder, NodeTools tools)
{
    private const string PackageFile = "package.json";
    private const string PackageLockFile = "package-lock.json";

    private static readonly TimeSpan InstallTimeLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(250);

    private string StampFile => Path.Combine(folder, ".installed");

    private string EntryScript => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    public static AzuriteInstaller Default() => new(AzuriteFolder.Find(AppContext.BaseDirectory), NodeTools.FromEnvironment());

    /// <summary>Returns the path of Azurite's script. Installs Azurite first if it is missing or not the pinned version.</summary>
    public async Task<string> EnsureAsync(Action<string> progress, CancellationToken cancellationToken = default)
    {
        var wanted = Stamp();
        if (IsInstalled(wanted))
            return EntryScript;

        Directory.CreateDirectory(folder);
        await using var installLock = await LockAsync(progress, cancellationToken);

        // The process that held the lock before may have installed it.
        if (IsInstalled(wanted))
            return EntryScript;

        progress("Installing Azurite, the local storage engine, once (npm ci, about half a minute) ...");
        File.Delete(StampFile);
        File.Copy(Source(PackageFile), Path.Combine(folder, PackageFile), overwrite: true);
        File.Copy(Source(PackageLockFile), Path.Combine(folder, PackageLockFile), overwrite: true);
        await RunNpmAsync(cancellationToken);
        if (!File.Exists(EntryScript))
            throw new LocalHostException($"npm ci succeeded but installed no Azurite in {folder}: delete that folder and try again.");

        await File.WriteAllTextAsync(StampFile, wanted, cancellationToken);
        progress("Azurite is installed.");
        return EntryScript;
    }

    private static string Source(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static string Stamp() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Source(PackageLockFile))));

    private bool IsInstalled(string stamp) =>
        File.Exists(StampFile) && File.Exists(EntryScript) && File.ReadAllText(StampFile) == stamp;

    private async Task<FileStream> LockAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ".install-lock");
        for (var told = false; ; told = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process is installing. The operating system releases its lock even if it is killed.
                if (!told)
                    progress("Waiting for another process that is installing Azurite ...");
                await Task.Delay(LockRetry, cancellationToken);
            }
        }
    }

    private async Task RunNpmAsync(CancellationToken cancellationToken)
    {
        var start = tools.Npm();
        foreach (var argument in (string[])["ci", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"])
            start.ArgumentList.Add(argument);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(InstallTimeLimit);
        using var npm = Process.Start(start)!;
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = await npm.StandardError.ReadToEndAsync(limit.Token);
            await output;
            await npm.WaitForExitAsync(limit.Token);
            if (npm.ExitCode != 0)
                throw new LocalHostException(
                    $"npm ci could not install Azurite in {folder} (exit code {npm.ExitCode}): {FirstError(errors)}");
        }
        catch (OperationCanceledException exception)
        {
            npm.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new LocalHostException(
                $"npm ci did not finish within {InstallTimeLimit.TotalMinutes:0} minutes: check the connection to the package registry.",
                exception);
        }
    }

    private static string FirstError(string errors) =>
        string.Join(' ', errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3));
}
