using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Poison;

namespace Churn.Domain.Privacy;

/// <summary>
/// Works off orders that are still to be fetched. What may pass is tried again, ever later; what cannot, because nothing is configured or the platform
/// refuses, is parked at once: kept in the table of given-up messages, where an operator lists and retries it.
/// </summary>
public sealed class FetchHandler(IPendingFetches fetches, INoticeQueue notices, IPoisonStore store, TimeProvider time)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    /// <summary>Tries after the first before an order is parked.</summary>
    public static int MaxAttempts => Waits.Length;

    /// <param name="notice">With its fetch.</param>
    /// <param name="pending">The notice's.</param>
    /// <param name="cancellationToken">Stops between two steps; then the notice is delivered again.</param>
    public async Task<NoticeResult> HandleAsync(Notice notice, PendingFetch pending, CancellationToken cancellationToken)
    {
        if (await fetches.TryAsync(notice.Shop, pending, cancellationToken) is not { } left)
        {
            return new NoticeResult(NoticeOutcome.Done);
        }

        var waiting = pending with { Reason = left.Reason, MayPass = left.MayPass, RetryAfter = null };
        if (left.MayPass && pending.Attempts < Waits.Length)
        {
            var wait = left.RetryAfter > Waits[pending.Attempts] ? left.RetryAfter.Value : Waits[pending.Attempts];
            await notices.SendLaterAsync(notice with { Fetch = waiting with { Attempts = pending.Attempts + 1 } }, wait, cancellationToken);
            return new NoticeResult(NoticeOutcome.Waiting) { Reason = left.Reason };
        }

        var parked = notice with { Fetch = waiting with { Attempts = 0, Parked = pending.Parked + 1 } };
        var id = IdOf(parked, parked.Fetch.Parked);
        await store.KeepAsync(
            new PoisonMessage { Queue = notices.Queue, Id = id, Text = MessageJson.Write(parked), InsertedOn = time.GetUtcNow(), Kept = true }, cancellationToken);
        return new NoticeResult(NoticeOutcome.Parked, id) { Reason = left.Reason };
    }

    // Many events of one order park once. Counted, because a retry removes the copy it sent while this may already keep the next.
    private static string IdOf(Notice notice, int parked) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{notice.Shop}\n{notice.Fetch!.OrderId}")).AsSpan(0, 12))}-{parked}";
}
