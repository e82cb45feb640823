using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Events;
using Churn.Domain.Feedback;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Works off notices.</summary>
public sealed class NoticeHandler(
    PersonEraser eraser, PersonExporter exporter, ShopEraser shops, FetchHandler fetches, IShopRecords records, IOfferStore offers, FeedbackRecorder feedback, OutboxPublisher outbox, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">The notice says nothing.</exception>
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
                var header = await exporter.ExportAsync(notice.Shop, request, notice.Receipt, cancellationToken);
                await outbox.SendAsync(EventOf(header), cancellationToken);
                return new NoticeResult(NoticeOutcome.Exported, header.Id);
            case { Privacy: { Kind: PrivacyRequestKind.EraseShop } request }:
                return await shops.BeginAsync(notice, request, cancellationToken);
            case { Erasure: { } range }:
                return await shops.EraseAsync(notice, range, cancellationToken);
            case { Fetch: { } pending }:
                return await fetches.HandleAsync(notice, pending, cancellationToken);
            case { Removal: { } removal }:
                return await WithdrawAsync(notice.Shop, removal, cancellationToken);
            case { Uninstallation: { } gone }:
                await records.NoteAsync(notice.Shop, new ShopRecord { UninstalledAt = gone.At ?? time.GetUtcNow() }, cancellationToken);
                return new NoticeResult(NoticeOutcome.Done);
            case { Feedback: { } receipt }:
                await feedback.RecordAsync(notice.Shop, receipt, cancellationToken);
                return new NoticeResult(NoticeOutcome.Done);
            default:
                throw new InvalidOperationException($"A notice of shop {notice.Shop} says nothing.");
        }
    }

    // The request's number may hold any character; an event's id may not.
    private static ChurnEvent EventOf(ExportHeader header) => new()
    {
        Shop = header.Shop,
        Id = $"{header.Shop}-export-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{header.Id} {header.MadeOn.UtcTicks}")).AsSpan(0, 16))}",
        Type = EventTypes.ExportReady,
        Subject = "exports",
        At = header.MadeOn,
        Data = EventData.Exported(header),
    };

    // The orders stay with the person, who is known by their other identifiers, and erasing them is a request of its own. But an offer is made through the
    // platform's record of the customer, which is gone.
    private async Task<NoticeResult> WithdrawAsync(ShopId shop, CustomerRemoval removal, CancellationToken cancellationToken)
    {
        var withdrawn = await offers.EraseAsync(shop, offer => offer.CustomerId == removal.CustomerId, cancellationToken);
        return new NoticeResult(NoticeOutcome.Done) { Erased = new ErasureResult(0, 0, withdrawn, 0) };
    }
}
