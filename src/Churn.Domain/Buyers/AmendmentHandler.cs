using Churn.Domain.Accounts;
using Churn.Domain.Events;
using Churn.Domain.Messages;

namespace Churn.Domain.Buyers;

/// <summary>Works off amendments. One whose order has not arrived waits for it, ever longer; at last it is left to the poison queue, where an operator finds it.</summary>
public sealed class AmendmentHandler(OrderRecorder recorder, BuyerLinker linker, BuyerSeparator separator, BuyerFinisher finisher, IMessageQueues queues, OutboxPublisher outbox)
{
    /// <summary>Waits between tries: six and a half days in all, within the seven that a queue keeps a message.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1),
    ];

    /// <summary>Tries before an amendment is given up.</summary>
    public static int MaxAttempts => Waits.Length;

    /// <returns>What it came to; null: the order has not arrived, and the message was sent again to be tried later.</returns>
    /// <exception cref="InvalidOperationException">The order never came, or the message says nothing.</exception>
    public async Task<RecordOutcome?> HandleAsync(AmendmentMessage message, CancellationToken cancellationToken)
    {
        if (message.Link is { } link)
        {
            return await linker.LinkAsync(link, cancellationToken) ? RecordOutcome.Changed : RecordOutcome.Duplicate;
        }

        if (message.Apart is { } apart)
        {
            await separator.SeparateAsync(apart, cancellationToken);
            return RecordOutcome.Changed;
        }

        if (message.Same is { } same)
        {
            await finisher.UniteAsync(same, cancellationToken);
            return RecordOutcome.Changed;
        }

        var amendment = message.Order ?? throw new InvalidOperationException("An amendment says neither what changed on an order nor who is one person.");
        if (await recorder.AmendAsync(amendment, cancellationToken) is { } recorded)
        {
            await queues.NotifyAccountsAsync(recorded, cancellationToken);
            await outbox.PublishAsync(recorded, cancellationToken);
            return recorded.Outcome;
        }

        if (message.Attempts >= Waits.Length)
        {
            throw new InvalidOperationException($"Order {amendment.OrderId} of shop {amendment.Shop} never arrived; import it, then retry this message.");
        }

        await queues.SendAsync(message with { Attempts = message.Attempts + 1 }, Waits[message.Attempts], cancellationToken);
        return null;
    }
}
