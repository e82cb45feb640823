using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Recording;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Handles notices.</summary>
public sealed class ShopRequestHandler(
    PersonEraser eraser,
    PersonExporter exporter,
    ShopEraser shops,
    OrderFetchRetry fetches,
    IShopRecords records,
    IOfferStore offers,
    FeedbackRecorder feedback,
    OutboxPublisher outbox,
    TimeProvider time)
{
    /// <exception cref="InvalidOperationException">The shop request holds no request.</exception>
    public async Task<ShopRequestResult> HandleAsync(ShopRequest shopRequest, CancellationToken cancellationToken)
    {
        switch (shopRequest)
        {
            case { Privacy: { Kind: PrivacyRequestKind.ErasePerson } request }:
                return new ShopRequestResult(ShopRequestOutcome.Done)
                {
                    Erased = await eraser.EraseAsync(shopRequest.Shop, request, request.SentAt ?? time.GetUtcNow(), cancellationToken),
                };
            case { Privacy: { Kind: PrivacyRequestKind.Export } request }:
                var header = await exporter.ExportAsync(shopRequest.Shop, request, shopRequest.Receipt, cancellationToken);
                await outbox.SendAsync(EventOf(header), cancellationToken);
                return new ShopRequestResult(ShopRequestOutcome.Exported, header.Id);
            case { Privacy: { Kind: PrivacyRequestKind.EraseShop } request }:
                return await shops.BeginAsync(shopRequest, request, cancellationToken);
            case { Erasure: { } range }:
                return await shops.EraseAsync(shopRequest, range, cancellationToken);
            case { Fetch: { } pending }:
                return await fetches.HandleAsync(shopRequest, pending, cancellationToken);
            case { Removal: { } removal }:
                return await WithdrawAsync(shopRequest.Shop, removal, cancellationToken);
            case { Uninstallation: { } gone }:
                var uninstalled = new ShopRecord { UninstalledAt = gone.At ?? time.GetUtcNow() };
                await records.NoteAsync(shopRequest.Shop, uninstalled, cancellationToken);
                return new ShopRequestResult(ShopRequestOutcome.Done);
            case { Feedback: { } receipt }:
                await feedback.RecordAsync(shopRequest.Shop, receipt, cancellationToken);
                return new ShopRequestResult(ShopRequestOutcome.Done);
            default:
                throw new InvalidOperationException($"A request of shop {shopRequest.Shop} holds no request.");
        }
    }

    // The request's number may contain any character, which an event's id may not.
    private static ChurnEvent EventOf(ExportHeader header)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{header.Id} {header.MadeOn.UtcTicks}"));
        return new ChurnEvent
        {
            Shop = header.Shop,
            Id = $"{header.Shop}-export-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}",
            Type = EventTypes.ExportReady,
            Subject = "exports",
            At = header.MadeOn,
            Data = EventData.Exported(header.Id, header.ExpiresOn),
        };
    }

    // The platform has removed its record of a customer. The orders stay: the person is known by other identifiers too, and erasing the
    // orders would be a request of its own. The offers go, because they are made through the platform's record.
    private async Task<ShopRequestResult> WithdrawAsync(ShopId shop, CustomerRemoval removal, CancellationToken cancellationToken)
    {
        var withdrawn = await offers.EraseAsync(shop, offer => offer.CustomerId == removal.CustomerId, cancellationToken);
        return new ShopRequestResult(ShopRequestOutcome.Done) { Erased = new ErasureResult(0, 0, withdrawn, 0) };
    }
}
