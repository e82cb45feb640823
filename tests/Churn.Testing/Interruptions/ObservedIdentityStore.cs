using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Testing.Interruptions;

/// <summary>An identity store that tells a listener of every call. The listener may interrupt it.</summary>
public sealed class ObservedIdentityStore(IIdentityStore inner, IStoreCalls calls) : IIdentityStore
{
    public Task<IdentityRow?> FindAsync(ShopId shop, IdentityName name, CancellationToken cancellationToken) =>
        calls.AroundAsync("find claim", () => inner.FindAsync(shop, name, cancellationToken));

    public Task<IdentityRow?> InsertAsync(IdentityRow row, CancellationToken cancellationToken) =>
        calls.AroundAsync("claim", () => inner.InsertAsync(row, cancellationToken));

    public Task<IdentityRow?> ReplaceAsync(IdentityRow row, CancellationToken cancellationToken) =>
        calls.AroundAsync("turn claim", () => inner.ReplaceAsync(row, cancellationToken));

    public Task<IReadOnlyDictionary<IdentityName, IdentityRow>> FindAllAsync(
        ShopId shop, IReadOnlyCollection<IdentityName> names, CancellationToken cancellationToken) =>
        calls.AroundAsync("find claims", () => inner.FindAllAsync(shop, names, cancellationToken));

    public Task<IReadOnlyDictionary<IdentityName, IdentityRow>> InsertAllAsync(
        IReadOnlyCollection<IdentityRow> rows, CancellationToken cancellationToken) =>
        calls.AroundAsync("claim all", () => inner.InsertAllAsync(rows, cancellationToken));
}
