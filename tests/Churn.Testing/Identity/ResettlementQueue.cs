using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Testing.Interruptions;

namespace Churn.Testing.Identity;

/// <summary>
/// Keeps the messages that ask for resettlements, and drops all others. Each is a call that an observer may interrupt.
/// </summary>
/// <param name="sent">The list that the messages go to.</param>
/// <param name="calls">Is told of each message; null for none.</param>
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
