using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Churn.Domain.Events;
using Churn.Domain.Shops;
using Polly.Timeout;

namespace Churn.Functions.Api.Events;

/// <summary>Posts events to endpoints under the Standard Webhooks scheme.</summary>
public sealed class EndpointClient(IHttpClientFactory clients, TimeProvider time) : IEndpointClient
{
    public const string ClientName = "endpoints";

    public async Task<EndpointAnswer> PostAsync(Endpoint endpoint, WaitingDelivery delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(EventJson.MediaType, "utf-8");
        request.Headers.Add("webhook-id", delivery.EventId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", EndpointSignature.Sign(endpoint.Keys, delivery.EventId, now, delivery.Body));
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)response.StatusCode;
            return new EndpointAnswer(
                status, RetryAfter.Of(response, now), response.IsSuccessStatusCode ? "" : status.ToString(CultureInfo.InvariantCulture));
        }
        catch (HttpRequestException failure)
        {
            return new EndpointAnswer(0, null, failure.HttpRequestError.ToString());
        }
        catch (TimeoutRejectedException)
        {
            return new EndpointAnswer(0, null, "Timeout");
        }
    }
}
