namespace Churn.Storage.Events;

/// <summary>An event that lies on the queue.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Text">The event as it was sent.</param>
public sealed record PeekedEvent(string Id, string Text);
