using System.Net.Sockets;

namespace Churn.LocalHost.Azurite;

/// <summary>Finds out whether Azurite or another program listens on a port.</summary>
public static class AzuriteProbe
{
    private static readonly TimeSpan AnswerTimeLimit = TimeSpan.FromSeconds(3);

    /// <summary>Asks an address. Every Azurite service puts its name into the Server header of its answers, also of refusals.</summary>
    public static async Task<AzuriteAnswer> AskAsync(Uri endpoint, string service, CancellationToken cancellationToken = default)
    {
        if (!await IsOpenAsync(endpoint, cancellationToken))
            return AzuriteAnswer.Nothing;

        using var client = new HttpClient { Timeout = AnswerTimeLimit };
        try
        {
            using var response = await client.GetAsync(endpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var server = response.Headers.TryGetValues("Server", out var values) ? string.Join(' ', values) : "";
            return server.StartsWith($"Azurite-{service}/", StringComparison.Ordinal) ? AzuriteAnswer.Azurite : AzuriteAnswer.SomethingElse;
        }
        catch (Exception exception) when (
            exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return AzuriteAnswer.SomethingElse;
        }
    }

    private static async Task<bool> IsOpenAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

public enum AzuriteAnswer
{
    Nothing,
    Azurite,
    SomethingElse,
}
