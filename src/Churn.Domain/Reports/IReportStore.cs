using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>The reports of the shops, one a business date.</summary>
public interface IReportStore
{
    /// <summary>Keeps a report in place of one of the same day. One request.</summary>
    Task SaveAsync(ShopId shop, DateOnly asOf, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>The report of a day as <see cref="ReportJson"/> wrote it, or null. One point read.</summary>
    Task<byte[]?> FindAsync(ShopId shop, DateOnly asOf, CancellationToken cancellationToken);

    /// <summary>The newest report of a day or before it, or null. One request.</summary>
    Task<byte[]?> FindNewestAsync(ShopId shop, DateOnly upTo, CancellationToken cancellationToken);

    /// <summary>The days that have a report, newest first. One request a thousand.</summary>
    IAsyncEnumerable<DateOnly> ListAsync(ShopId shop, CancellationToken cancellationToken);
}
