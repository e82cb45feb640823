using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>The reports of the shops, one for each business date.</summary>
public interface IReportStore
{
    /// <summary>Saves a report, replacing a report of the same day. One request.</summary>
    Task SaveAsync(ShopId shop, DateOnly asOf, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>The report of a day in the form that <see cref="ReportJson"/> writes, or null. One point read.</summary>
    Task<byte[]?> FindAsync(ShopId shop, DateOnly asOf, CancellationToken cancellationToken);

    /// <summary>The newest report of a day or an earlier day, or null. One request.</summary>
    Task<byte[]?> FindNewestAsync(ShopId shop, DateOnly upTo, CancellationToken cancellationToken);

    /// <summary>The days that have a report, newest first. One request for each 1,000 reports.</summary>
    IAsyncEnumerable<DateOnly> ListAsync(ShopId shop, CancellationToken cancellationToken);
}
