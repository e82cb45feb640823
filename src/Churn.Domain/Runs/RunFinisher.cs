using System.Globalization;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Reports;
using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Runs;

/// <summary>
/// Finishes a run whose ranges are all done: adds up what they found, classifies the accounts, learns the shop's model, writes its report, and says so. What the ranges found does not change any
/// more, so that a finish that crashed, or two at once, come to the same rows; the run's row, written last, decides who is done.
/// </summary>
public sealed class RunFinisher(
    IRunStore runs, IModelStore models, ReportWriter reports, AccountReclassifier accounts, IShopDirectory shops, IRulebooks rulebooks, OutboxPublisher outbox, TimeProvider time)
{
    /// <summary>Runs are kept so long, days: a year and its neighbours to compare with.</summary>
    public const int KeptDays = 400;

    /// <summary>The run as it is now; null: there is none of that date.</summary>
    public async Task<Run?> FinishAsync(ShopId shopId, DateOnly date, CancellationToken cancellationToken)
    {
        var shop = shops.Find(shopId) ?? throw new InvalidOperationException($"Shop {shopId} is not configured: set Shops:{shopId}.");
        while (true)
        {
            if (await runs.FindAsync(shopId, date, cancellationToken) is not { } run)
            {
                return null;
            }

            if (run.State == RunState.Finished)
            {
                await TellAsync(run, cancellationToken); // Again: whoever wrote that may have died before it was told.
                return run;
            }

            var parts = await runs.ListPartsAsync(shopId, date, cancellationToken);
            if (RunDealer.Missing(run, parts).Any())
            {
                return run;
            }

            // Null: another finish was faster and has cleared up; its row says so when it is read again.
            if (await MergeAsync(run, parts, cancellationToken) is not { } findings)
            {
                continue;
            }

            if (findings.ForCompanies > 0)
            {
                await accounts.RunAsync(shop, date, cancellationToken);
            }

            var finished = await LearnAsync(shop, run, parts, findings, cancellationToken);
            if (await runs.ReplaceAsync(finished, cancellationToken) == WriteResult.Written)
            {
                await TellAsync(finished, cancellationToken);
                await runs.PruneAsync(shopId, date.AddDays(-KeptDays), cancellationToken);
                return finished;
            }
        }
    }

    private async Task TellAsync(Run run, CancellationToken cancellationToken)
    {
        await outbox.SendAsync(EventOf(run), cancellationToken);
        await runs.RemoveFindingsAsync(run.Shop, run.Date, cancellationToken);
    }

    private ChurnEvent EventOf(Run run) => new()
    {
        Shop = run.Shop,
        Id = string.Create(CultureInfo.InvariantCulture, $"{run.Shop}-run-{run.Date:yyyy-MM-dd}"),
        Type = EventTypes.RunFinished,
        Subject = "runs",
        At = run.FinishedAt ?? time.GetUtcNow(),
        Data = EventData.Finished(run),
    };

    private async Task<RangeFindings?> MergeAsync(Run run, IReadOnlyList<RunPart> parts, CancellationToken cancellationToken)
    {
        var sum = new RangeFindings();
        foreach (var part in parts)
        {
            if (await runs.ReadFindingsAsync(run.Shop, run.Date, part, cancellationToken) is not { } bytes)
            {
                return null;
            }

            sum.Merge(RangeFindings.FromBytes(bytes));
        }

        return sum;
    }

    private async Task<Run> LearnAsync(Shop shop, Run run, IReadOnlyList<RunPart> parts, RangeFindings findings, CancellationToken cancellationToken)
    {
        var last = await models.GetAsync(shop.Id, cancellationToken);
        var business = (await rulebooks.ForAsync(shop, cancellationToken)).Policy.Model;
        var model = ModelLearner.Learn(shop, business, findings, last, run.Date);
        await models.PutAsync(shop.Id, model, cancellationToken);
        await reports.WriteAsync(shop, findings.Tally ?? new ReportTally(run.Date), model, cancellationToken);
        return run with
        {
            State = RunState.Finished,
            FinishedAt = time.GetUtcNow(),
            BuyersRead = parts.Sum(part => (long)part.Read),
            BuyersChanged = parts.Sum(part => (long)part.Changed),
            ModelVersion = model.Version,
            Rung = model.Rung,
            Note = model.Why,
        };
    }
}
