using System.Text.Json;
using System.Text.Json.Nodes;

namespace Churn.Storage.Tests.StandIns.ServiceBus.Http;

/// <summary>One request as the endpoint saw it.</summary>
internal sealed record SentRequest(string Path, string? ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonObject Broker => JsonNode.Parse(Headers["BrokerProperties"])!.AsObject();

    public JsonElement[] Batch => [.. JsonDocument.Parse(Body).RootElement.EnumerateArray()];
}
