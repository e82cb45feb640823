using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Reports;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>
/// Finishes a run whose ranges are all done: merges what they found, classifies the accounts, learns the shop's model, writes its report,
/// and publishes an event. The findings no longer change, so a finish that is repeated after a crash, or two finishes at once, write the
/// same rows. The run's row is written last and decides which finish was first.
/// </summary>
public sealed class RunFinisher(
    IRunStore runs,
    IModelStore models,
    ReportWriter reports,
    AccountReclassifier accounts,
    IShopDirectory shops,
    IRulebooks rulebooks,
    OutboxPublisher outbox,
    TimeProvider time)
{
    /// <summary>The days that runs are kept: a year, and the runs around it to compare with.</summary>
    public const int KeptDays = 400;

    /// <summary>Finishes the run of a date. Returns the run as it is now; null if there is none of that date.</summary>
    public async Task<Run?> FinishAsync(ShopId shopId, DateOnly date, CancellationToken cancellationToken)
    {
        var shop = shops.Get(shopId);
        while (true)
        {
            if (await runs.FindAsync(shopId, date, cancellationToken) is not { } run)
            {
                return null;
            }

            if (run.State == RunState.Finished)
            {
                await TellAsync(run, cancellationToken); // Repeated: the finish that wrote the row may have crashed before this.
                return run;
            }

            var parts = await runs.ListPartsAsync(shopId, date, cancellationToken);
            if (RunScheduler.Missing(run, parts).Any())
            {
                return run;
            }

            // Null: another finish was faster and has removed the findings. The run's row, read again, says that it is finished.
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
        Data = EventData.Finished(run.Date, run.BuyersRead, run.BuyersChanged, run.ModelVersion, run.Tier?.ToString()),
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

    private async Task<Run> LearnAsync(
        Shop shop, Run run, IReadOnlyList<RunPart> parts, RangeFindings findings, CancellationToken cancellationToken)
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
            Tier = model.Tier,
            Note = model.Why,
        };
    }
}
