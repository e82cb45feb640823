using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>The exports of people's data. Each method says what it costs.</summary>
public interface IExportStore
{
    /// <summary>
    /// Keeps an export, replacing one of the same id. The header is written before the text, so that a half-written export is found and
    /// removed after a crash. It is given out only once all of it is there. Two requests, and one for each 640,000 characters.
    /// </summary>
    Task WriteAsync(ExportHeader header, string text, CancellationToken cancellationToken);

    /// <summary>The header and text of a complete export, or null. Two requests.</summary>
    Task<(ExportHeader Header, string Text)?> ReadAsync(ShopId shop, string id, CancellationToken cancellationToken);

    /// <summary>
    /// The headers of a shop's exports by id, those included that a crash left half written. One request for each 1,000 exports.
    /// </summary>
    IAsyncEnumerable<ExportHeader> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>
    /// Removes an export, its text first. Removing it again does nothing. Two requests, and one for each piece of the text.
    /// </summary>
    Task RemoveAsync(ShopId shop, string id, CancellationToken cancellationToken);
}
