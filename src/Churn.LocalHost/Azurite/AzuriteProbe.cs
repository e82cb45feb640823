using System.Net.Sockets;

namespace Churn.LocalHost.Azurite;

/// <summary>Finds out what, if anything, answers where Azurite usually does.</summary>
public static class AzuriteProbe
{
    private static readonly TimeSpan AnswerTimeLimit = TimeSpan.FromSeconds(3);

    /// <summary>Every Azurite service signs its answers, refusals too, with its name in the Server header.</summary>
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
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
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
