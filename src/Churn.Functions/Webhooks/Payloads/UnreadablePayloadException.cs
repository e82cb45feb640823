namespace Churn.Functions.Webhooks.Payloads;

/// <summary>A body cannot be read. The message is one sentence for the sender, made of our own words only.</summary>
public sealed class UnreadablePayloadException(string message) : FormatException(message);
