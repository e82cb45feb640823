using System.Text.Json.Nodes;
using Churn.Domain.Poison;

namespace Churn.Functions.Operations;

/// <summary>A poison message as an operator sees it; what it says is masked, and left out of lists.</summary>
public sealed record PoisonView(string Queue, string Id, string Kind, DateTimeOffset InsertedOn, DateTimeOffset? ExpiresOn, bool Kept, int Length, JsonNode? Message)
{
    public static PoisonView Of(PoisonMessage message) => new(
        message.Queue, message.Id, message.Kind.ToString(), message.InsertedOn, message.ExpiresOn, message.Kept, message.Text.Length, null);

    /// <summary>With the masked message; none when the text is no message of ours.</summary>
    public static PoisonView WithMessage(PoisonMessage message) => Of(message) with { Message = MessageMask.Mask(message.Text) };
}
