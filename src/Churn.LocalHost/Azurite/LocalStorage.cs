namespace Churn.LocalHost.Azurite;

/// <summary>
/// The storage of a run: this process's memory, a running Azurite, an Azurite of its own, or the account of a connection string.
/// </summary>
public sealed class LocalStorage : IAsyncDisposable
{
    private const string Development = "UseDevelopmentStorage=true";

    private readonly AzuriteProcess? _own;

    private LocalStorage(string? connectionString, AzuriteProcess? own)
    {
        ConnectionString = connectionString;
        _own = own;
    }

    /// <summary>Tables and queues in this process's memory, which are lost when it ends.</summary>
    public static LocalStorage InMemory { get; } = new(null, null);

    /// <summary>The connection string; null for the storage in memory.</summary>
    public string? ConnectionString { get; }

    /// <summary>
    /// Opens the storage. For the development storage it uses a running Azurite, or starts one. Any other connection
    /// string is used as it is.
    /// </summary>
    public static async Task<LocalStorage> OpenAsync(string? connection, Action<string> progress, CancellationToken cancellationToken)
    {
        if (connection is { Length: > 0 } && !connection.TrimEnd(';').Equals(Development, StringComparison.OrdinalIgnoreCase))
            return new(connection, null);

        var usual = AzuriteEndpoints.OnPorts(AzuriteOptions.UsualBlobPort, AzuriteOptions.UsualQueuePort, AzuriteOptions.UsualTablePort);
        var queues = await AzuriteProbe.AskAsync(usual.Queue, "Queue", cancellationToken);
        var tables = await AzuriteProbe.AskAsync(usual.Table, "Table", cancellationToken);
        if (queues == AzuriteAnswer.Azurite && tables == AzuriteAnswer.Azurite)
        {
            progress($"Using the Azurite that already answers on ports {usual.Queue.Port} and {usual.Table.Port}.");
            return new(usual.ConnectionString, null);
        }

        Refuse(queues, "queues", usual.Queue.Port);
        Refuse(tables, "tables", usual.Table.Port);
        var options = await UsualOptionsAsync(usual, cancellationToken);
        var own = Own(await StartAsync(options, progress, cancellationToken));
        progress($"Started Azurite on ports {usual.Queue.Port} and {usual.Table.Port}, data in {options.DataFolder}.");
        return own;
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static LocalStorage Own(AzuriteProcess process) => new(process.Endpoints.ConnectionString, process);

    private static Task<AzuriteProcess> StartAsync(AzuriteOptions options, Action<string> progress, CancellationToken cancellationToken) =>
        AzuriteProcess.StartAsync(options, AzuriteInstaller.Default(), NodeTools.FromEnvironment(), progress, cancellationToken);

    // Blobs are not used here, so another program may keep their port.
    private static async Task<AzuriteOptions> UsualOptionsAsync(AzuriteEndpoints usual, CancellationToken cancellationToken) => new()
    {
        BlobPort = await AzuriteProbe.AskAsync(usual.Blob, "Blob", cancellationToken) == AzuriteAnswer.Nothing ? usual.Blob.Port : 0,
        QueuePort = usual.Queue.Port,
        TablePort = usual.Table.Port,
        DataFolder = Path.Combine(AzuriteFolder.Find(AppContext.BaseDirectory), "data"),
    };

    private static void Refuse(AzuriteAnswer answer, string service, int port)
    {
        if (answer == AzuriteAnswer.SomethingElse)
            throw new LocalHostException(
                $"Port {port}, where Azurite serves {service}, is taken by something else: " +
                "stop that, or name another storage with --storage, or use --in-memory, which needs none.");
        if (answer == AzuriteAnswer.Azurite)
            throw new LocalHostException(
                $"An Azurite answers for {service} on port {port} but not for the other services: stop it, or start all its services.");
    }
}
