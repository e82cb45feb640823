namespace Azure.Messaging.ServiceBus.Http;

/// <summary>What one POST to an entity carries.</summary>
internal sealed record SendContent(ReadOnlyMemory<byte> Body, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers);
