using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Exports of what is held of people. Each method says what it costs.</summary>
public interface IExportStore
{
    /// <summary>
    /// Keeps an export, in place of one of the same id. Its header stands before the first of its text is written, so that what a crash leaves is found
    /// and removed; it is given out only when all of it is there. Two requests and one for every 640,000 characters.
    /// </summary>
    Task WriteAsync(ExportHeader header, string text, CancellationToken cancellationToken);

    /// <summary>The text of a whole export, or null. Two requests.</summary>
    Task<(ExportHeader Header, string Text)?> ReadAsync(ShopId shop, string id, CancellationToken cancellationToken);

    /// <summary>The headers of a shop's exports by id, those that a crash left half written included. One request a thousand.</summary>
    IAsyncEnumerable<ExportHeader> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Removes an export, its text first; removing it again does nothing.</summary>
    Task RemoveAsync(ShopId shop, string id, CancellationToken cancellationToken);
}
