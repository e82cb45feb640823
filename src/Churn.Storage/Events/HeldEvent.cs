namespace Churn.Storage.Events;

/// <summary>A message that was taken from the queue and is to go back.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Receipt">What it was handed out with.</param>
/// <param name="Subject">Whom its event is about: events of one subject keep their order.</param>
/// <param name="Text">To be sent anew; null: it is given back as it is.</param>
/// <param name="Left">How long it would still have lain there.</param>
internal sealed record HeldEvent(string Id, string Receipt, string Subject, string? Text, TimeSpan Left);
