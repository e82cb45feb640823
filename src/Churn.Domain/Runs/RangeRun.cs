using System.Security.Cryptography;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;

namespace Churn.Domain.Runs;

/// <summary>
/// Works through one range of a run: classifies its buyers, keeps what it found, and when it was the last range has the run finished.
/// <para>
/// Two workers may have the same range, when a lease ran out: both classify, which writes the same labels, and the store believes the first that says
/// it is done. The last two ranges may end at the same moment: each counts after it has said that it is done, so at least one sees all, and two
/// finish messages do what one does. A worker that dies between saying so and sending the message is tried again by its queue, and counts then.
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

        if (!RunDealer.Missing(run, done).Any())
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
