using Churn.Domain.Buyers;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;

namespace Churn.Testing.Interruptions;

/// <summary>A run store that tells a listener of every call except listing runs. The listener may interrupt it.</summary>
public sealed class ObservedRunStore(IRunStore inner, IStoreCalls calls) : IRunStore
{
    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken) =>
        calls.AroundAsync("add run", () => inner.AddAsync(run, cancellationToken));

    public Task<Run?> FindAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken) =>
        calls.AroundAsync("read run", () => inner.FindAsync(shop, date, cancellationToken));

    public Task<WriteResult> ReplaceAsync(Run run, CancellationToken cancellationToken) =>
        calls.AroundAsync("replace run", () => inner.ReplaceAsync(run, cancellationToken));

    public IAsyncEnumerable<Run> ListAsync(ShopId shop, DateOnly since, CancellationToken cancellationToken) =>
        inner.ListAsync(shop, since, cancellationToken);

    public Task<bool> AddPartAsync(
        ShopId shop, DateOnly date, RunPart part, ReadOnlyMemory<byte> findings, CancellationToken cancellationToken) =>
        calls.AroundAsync("add part", () => inner.AddPartAsync(shop, date, part, findings, cancellationToken));

    public Task<IReadOnlyList<RunPart>> ListPartsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken) =>
        calls.AroundAsync("read parts", () => inner.ListPartsAsync(shop, date, cancellationToken));

    public Task<byte[]?> ReadFindingsAsync(ShopId shop, DateOnly date, RunPart part, CancellationToken cancellationToken) =>
        calls.AroundAsync("read findings", () => inner.ReadFindingsAsync(shop, date, part, cancellationToken));

    public Task RemoveFindingsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken) =>
        calls.AroundAsync("remove findings", async () =>
        {
            await inner.RemoveFindingsAsync(shop, date, cancellationToken);
            return true;
        });

    public Task PruneAsync(ShopId shop, DateOnly before, CancellationToken cancellationToken) => calls.AroundAsync("prune runs", async () =>
    {
        await inner.PruneAsync(shop, before, cancellationToken);
        return true;
    });
}
