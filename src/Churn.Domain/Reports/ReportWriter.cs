using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>Makes a shop's report of a day from the merged counts, and saves it. Repeating it gives the same report.</summary>
public sealed class ReportWriter(IReportStore reports, IBuyerStore buyers, IOfferStore offers, IRulebooks rulebooks)
{
    /// <param name="tally">The counts of all the shop's buyers.</param>
    /// <param name="model">The model in force.</param>
    public async Task<ShopReport> WriteAsync(Shop shop, ReportTally tally, ShopModel model, CancellationToken cancellationToken)
    {
        var report = ReportBuilder.Build(tally, new ReportInputs
        {
            Shop = shop,
            PolicyVersion = (await rulebooks.ForAsync(shop, cancellationToken)).Policy.Version,
            Model = ModelFigures.Of(model),
            Offers = await OfferSection.OfAsync(
                offers.ListAsync(shop.Id, cancellationToken),
                await offers.ListErasedAsync(shop.Id, cancellationToken).ToListAsync(cancellationToken),
                tally.AsOf,
                cancellationToken),
            Nothing = await OfferSection.NothingAsync(offers.ListTalliesAsync(shop.Id, cancellationToken), cancellationToken),
            Erased = await buyers.ReadErasedAsync(shop.Id, cancellationToken),
            Previous = await NewestAsync(shop, tally.AsOf.AddDays(-1), cancellationToken),
            LastMonth = await NewestAsync(shop, tally.AsOf.AddMonths(-1), cancellationToken),
        });
        await reports.SaveAsync(shop.Id, report.AsOf, ReportJson.Write(report), cancellationToken);
        return report;
    }

    private async Task<ShopReport?> NewestAsync(Shop shop, DateOnly upTo, CancellationToken cancellationToken) =>
        await reports.FindNewestAsync(shop.Id, upTo, cancellationToken) is { } json ? ReportJson.Read(json) : null;
}
