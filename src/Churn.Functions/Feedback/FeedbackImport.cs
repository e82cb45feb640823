using Churn.Domain.Feedback;
using Churn.Domain.Shops;
using Churn.Functions.Imports;

namespace Churn.Functions.Feedback;

/// <summary>Keeps the answers of a file with the buyers who gave them. A file taken twice leads to the same rows.</summary>
public sealed class FeedbackImport(FeedbackRecorder recorder)
{
    /// <exception cref="FormatException">The file as a whole cannot be read; the message is one sentence.</exception>
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
