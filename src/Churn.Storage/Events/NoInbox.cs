using Churn.Domain.Messages;

namespace Churn.Storage.Events;

/// <summary>Where no Service Bus is configured, orders come by webhook alone.</summary>
internal sealed class NoInbox : IOrderInbox
{
    public bool IsOpen => false;

    public Task<int> ReceiveAsync(Func<InboxMessage, Task<(InboxVerdict Verdict, string Why)>> take, TimeSpan limit, CancellationToken cancellationToken) => Task.FromResult(0);
}
