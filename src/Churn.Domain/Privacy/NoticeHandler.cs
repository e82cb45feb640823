using Churn.Domain.Messages;

namespace Churn.Domain.Privacy;

/// <summary>Works off notices. What cannot be done fails aloud, so that an operator finds it among the given-up messages and nothing is forgotten.</summary>
public sealed class NoticeHandler(PersonEraser eraser, PersonExporter exporter, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">The notice asks for what is not done here.</exception>
    public async Task<NoticeResult> HandleAsync(Notice notice, CancellationToken cancellationToken)
    {
        switch (notice)
        {
            case { Privacy: { Kind: PrivacyRequestKind.ErasePerson } request }:
                return new NoticeResult(NoticeOutcome.Done)
                {
                    Erased = await eraser.EraseAsync(notice.Shop, request, request.SentAt ?? time.GetUtcNow(), cancellationToken),
                };

            case { Privacy: { Kind: PrivacyRequestKind.Export } request }:
                return new NoticeResult(NoticeOutcome.Exported, (await exporter.ExportAsync(notice.Shop, request, notice.Receipt, cancellationToken)).Id);

            // The orders stay with the person, who is known by their other identifiers; erasing them is a request of its own.
            case { Removal: not null }:
            case { Uninstallation: not null }:
                return new NoticeResult(NoticeOutcome.Done);

            default:
                throw new InvalidOperationException($"A notice of kind {notice.Kind} of shop {notice.Shop} waits for an operator.");
        }
    }
}
