using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Testing.Interruptions;

/// <summary>An export store that tells a listener of every call. The listener may interrupt it.</summary>
public sealed class ObservedExportStore(IExportStore inner, IStoreCalls calls) : IExportStore
{
    public Task WriteAsync(ExportHeader header, string text, CancellationToken cancellationToken) =>
        calls.AroundAsync("write export", async () =>
        {
            await inner.WriteAsync(header, text, cancellationToken);
            return true;
        });

    public Task<(ExportHeader Header, string Text)?> ReadAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        calls.AroundAsync("read export", () => inner.ReadAsync(shop, id, cancellationToken));

    public IAsyncEnumerable<ExportHeader> ListAsync(ShopId shop, CancellationToken cancellationToken) =>
        inner.ListAsync(shop, cancellationToken);

    public Task RemoveAsync(ShopId shop, string id, CancellationToken cancellationToken) => calls.AroundAsync("remove export", async () =>
    {
        await inner.RemoveAsync(shop, id, cancellationToken);
        return true;
    });
}
