using System.Text.Json.Nodes;
using Churn.Domain.Operations;

namespace Churn.Functions.Api.Operations;

/// <summary>A poison message as an operator sees it. Its text is masked, and lists leave the text out.</summary>
public sealed record PoisonView(
    string Queue, string Id, string Kind, DateTimeOffset InsertedOn, DateTimeOffset? ExpiresOn, bool Kept, int Length, JsonNode? Message)
{
    public static PoisonView Of(PoisonMessage message) => new(
        message.Queue, message.Id, message.Kind.ToString(), message.InsertedOn, message.ExpiresOn, message.Kept, message.Text.Length, null);

    /// <summary>Adds the masked message. It stays null when the text is not a message of this app.</summary>
    public static PoisonView WithMessage(PoisonMessage message) => Of(message) with { Message = MessageMask.Mask(message.Text) };
}

/// <summary>How many messages of a queue were retried or dropped.</summary>
public sealed record PoisonDone(string Queue, int Messages);
