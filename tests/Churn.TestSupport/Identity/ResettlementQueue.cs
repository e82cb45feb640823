using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.TestSupport.Interruptions;

namespace Churn.TestSupport.Identity;

/// <summary>Keeps the resettlements that were sent, each a call that an observer may interrupt, and lets go of everything else.</summary>
/// <param name="sent">Where they go.</param>
/// <param name="calls">Hears of each; null: no one does.</param>
public sealed class ResettlementQueue(List<IdentityMessage> sent, IStoreCalls? calls) : IMessageQueues
{
    public async Task SendAsync(AmendmentMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        await (calls?.BeforeAsync("send") ?? Task.CompletedTask);
        if (message.Resettlement is { } resettlement)
        {
            sent.Add(new IdentityMessage.Resettled(new BuyerKey(resettlement.Shop, resettlement.Buyer), onlyIfLeft: false));
        }

        await (calls?.AfterAsync("send") ?? Task.CompletedTask);
    }

    public async Task SendAsync(MergeCheckMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        await (calls?.BeforeAsync("send") ?? Task.CompletedTask);
        sent.Add(new IdentityMessage.Resettled(new BuyerKey(message.Shop, message.Buyer), onlyIfLeft: true));
        await (calls?.AfterAsync("send") ?? Task.CompletedTask);
    }

    public Task SendAsync(OrderMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(OutboxMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(DeliveryMessage message, TimeSpan delay, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(AccountMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendReclassifyAsync(RangeMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendOffersAsync(RangeMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendRebuildAsync(RebuildMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendRunAsync(RunMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
}
