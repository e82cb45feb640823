using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Functions.Api.Imports;

namespace Churn.Functions.Api.Feedback;

/// <summary>Stores each answer of a file with the buyer who gave it. Importing the same file twice leads to the same rows.</summary>
public sealed class FeedbackImport(FeedbackRecorder recorder)
{
    /// <exception cref="FormatException">The file as a whole cannot be read. The message is one sentence.</exception>
    public async Task<FeedbackImportView> TakeAsync(Shop shop, Stream file, CancellationToken cancellationToken)
    {
        var (report, known, unknown) = (new ImportReport(), 0L, 0L);
        await foreach (var receipt in new FeedbackFile(shop, report).ReadAsync(file, cancellationToken))
        {
            var kept = await recorder.RecordAsync(shop.Id, receipt, cancellationToken);
            (known, unknown) = kept ? (known + 1, unknown) : (known, unknown + 1);
        }

        return new FeedbackImportView(report.Rows, known, unknown, report.Unread, report.Problems);
    }
}

/// <summary>The result of importing a file of answers.</summary>
/// <param name="Rows">Rows without the header.</param>
/// <param name="Known">Answers of the shop's buyers, including answers that were stored already.</param>
/// <param name="Unknown">Dropped answers: the person never ordered, or was erased.</param>
/// <param name="Unread">Rows that could not be read.</param>
/// <param name="Problems">The first thousand rows that could not be read.</param>
public sealed record FeedbackImportView(long Rows, long Known, long Unknown, long Unread, IReadOnlyList<ImportProblem> Problems);
