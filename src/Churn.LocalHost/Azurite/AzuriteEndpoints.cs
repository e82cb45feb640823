namespace Churn.LocalHost.Azurite;

/// <summary>The addresses of one Azurite, for its well-known development account.</summary>
public sealed record AzuriteEndpoints(Uri Blob, Uri Queue, Uri Table)
{
    public const string AccountName = "devstoreaccount1";

    /// <summary>Published with every storage emulator, the same on every machine: not a secret.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};" +
        $"BlobEndpoint={Blob};QueueEndpoint={Queue};TableEndpoint={Table};";

    public static AzuriteEndpoints OnPorts(int blobPort, int queuePort, int tablePort) =>
        new(Endpoint(blobPort), Endpoint(queuePort), Endpoint(tablePort));

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{port}/{AccountName}");
}
