namespace Churn.LocalHost.Azurite;

/// <summary>The addresses of one account in an Azurite.</summary>
public sealed record AzuriteEndpoints(Uri Blob, Uri Queue, Uri Table)
{
    /// <summary>The account that every storage emulator has.</summary>
    public const string UsualAccount = "devstoreaccount1";

    /// <summary>
    /// The usual account's key. It is published with every storage emulator and so not a secret. Here all accounts have it.
    /// </summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Table.AbsolutePath.Trim('/')};AccountKey={AccountKey};" +
        $"BlobEndpoint={Blob};QueueEndpoint={Queue};TableEndpoint={Table};";

    public static AzuriteEndpoints OnPorts(int blobPort, int queuePort, int tablePort) =>
        new(Endpoint(blobPort), Endpoint(queuePort), Endpoint(tablePort));

    /// <summary>Returns the addresses of another account in the same Azurite, which must have been started with that account.</summary>
    public AzuriteEndpoints Of(string account) =>
        new(new Uri(Blob, $"/{account}"), new Uri(Queue, $"/{account}"), new Uri(Table, $"/{account}"));

    private static Uri Endpoint(int port) => new($"http://127.0.0.1:{port}/{UsualAccount}");
}
