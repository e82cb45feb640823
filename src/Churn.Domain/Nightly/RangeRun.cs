using System.Security.Cryptography;
using Churn.Domain.Messages;

namespace Churn.Domain.Nightly;

/// <summary>
/// Handles one range of a run: classifies its buyers and keeps what it found. The worker that sees all ranges done enqueues the run's
/// finish.
/// <para>
/// If a lease runs out, two workers may have the same range. Both classify, which writes the same labels, and the store accepts the first
/// report that the range is done. The last two ranges may end at the same moment. Each worker counts the done ranges after it has reported
/// its own, so at least one of them sees all ranges, and two finish messages do what one does. If a worker dies between the report and the
/// message, its queue delivers the range again, and the ranges are counted then.
/// </para>
/// </summary>
public sealed class RangeRun(RangeReclassifier reclassifier, IRunStore runs, IMessageQueues queues, TimeProvider time)
{
    public async Task<RangeResult> RunAsync(RangeMessage range, CancellationToken cancellationToken)
    {
        var result = default(RangeResult);
        if (await runs.FindAsync(range.Shop, range.AsOf, cancellationToken) is not { State: not RunState.Finished } run)
        {
            return result;
        }

        var done = await runs.ListPartsAsync(range.Shop, range.AsOf, cancellationToken);
        if (done.All(part => part.From != range.From))
        {
            result = await ClassifyAsync(range, cancellationToken);
            done = await runs.ListPartsAsync(range.Shop, range.AsOf, cancellationToken);
        }

        if (!RunScheduler.Missing(run, done).Any())
        {
            await queues.SendRunAsync(new RunMessage { Shop = range.Shop, Date = range.AsOf }, cancellationToken);
        }

        return result;
    }

    private async Task<RangeResult> ClassifyAsync(RangeMessage range, CancellationToken cancellationToken)
    {
        var findings = new RangeFindings();
        var result = await reclassifier.RunAsync(range, buyer => findings.Add(buyer, range.AsOf), cancellationToken);
        var bytes = findings.ToBytes();
        var content = Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];
        var part = new RunPart(range.From, range.To, result.Read, result.Written, time.GetUtcNow(), content);
        await runs.AddPartAsync(range.Shop, range.AsOf, part, bytes, cancellationToken);
        return result;
    }
}
