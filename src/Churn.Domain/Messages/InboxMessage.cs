namespace Churn.Domain.Messages;

/// <summary>What a shop's middleware sent.</summary>
/// <param name="Shop">The shop it says it is of; null: it does not say.</param>
/// <param name="Id">The message's own.</param>
/// <param name="Body">The envelope of docs/webhooks.md, as a webhook of platform <c>standard</c> has it.</param>
public sealed record InboxMessage(string? Shop, string Id, ReadOnlyMemory<byte> Body);
