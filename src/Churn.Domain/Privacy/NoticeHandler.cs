using Churn.Domain.Messages;

namespace Churn.Domain.Privacy;

/// <summary>Works off notices. What cannot be done fails aloud, so that an operator finds it among the given-up messages and nothing is forgotten.</summary>
public sealed class NoticeHandler(PersonEraser eraser, TimeProvider time)
{
    /// <returns>What an erasure came to; null for every other notice.</returns>
    /// <exception cref="InvalidOperationException">The notice asks for what is not done here.</exception>
    public async Task<ErasureResult?> HandleAsync(Notice notice, CancellationToken cancellationToken)
    {
        switch (notice)
        {
            case { Privacy: { Kind: PrivacyRequestKind.ErasePerson } request }:
                return await eraser.EraseAsync(notice.Shop, request, request.SentAt ?? time.GetUtcNow(), cancellationToken);

            // The orders stay with the person, who is known by their other identifiers; erasing them is a request of its own.
            case { Removal: not null }:
            case { Uninstallation: not null }:
                return null;

            default:
                throw new InvalidOperationException($"A notice of kind {notice.Kind} of shop {notice.Shop} waits for an operator.");
        }
    }
}
