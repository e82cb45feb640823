using System.Collections.Concurrent;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Identifiers and their owners in memory.</summary>
public sealed class MemoryIdentityStore : IIdentityStore
{
    private readonly ConcurrentDictionary<(ShopId, Identifier), IdentifierOwner> _owners = new();

    public Task<IdentifierOwner> ClaimAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken) =>
        Task.FromResult(_owners.GetOrAdd((shop, identifier), new IdentifierOwner(buyer, false)));

    public Task<IdentifierOwner?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        Task.FromResult(_owners.TryGetValue((shop, identifier), out var owner) ? owner : (IdentifierOwner?)null);

    public Task AssignAsync(ShopId shop, Identifier identifier, BuyerId buyer, CancellationToken cancellationToken)
    {
        _owners.AddOrUpdate((shop, identifier), new IdentifierOwner(buyer, false), (_, known) => known with { Buyer = buyer });
        return Task.CompletedTask;
    }

    public Task<IdentifierOwner> EraseAsync(ShopId shop, Identifier identifier, DateTimeOffset before, CancellationToken cancellationToken) =>
        Task.FromResult(_owners.AddOrUpdate(
            (shop, identifier),
            new IdentifierOwner(BuyerId.Of(identifier), false) { ErasedBefore = before },
            (_, known) => known.ErasedBefore >= before ? known : known with { ErasedBefore = before }));

    public Task ReassignAsync(ShopId shop, Identifier identifier, BuyerId from, BuyerId to, CancellationToken cancellationToken)
    {
        if (_owners.TryGetValue((shop, identifier), out var known) && known.Buyer == from)
        {
            _owners.TryUpdate((shop, identifier), known with { Buyer = to }, known);
        }

        return Task.CompletedTask;
    }

    public Task<IdentifierOwner> ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        Task.FromResult(_owners.AddOrUpdate((shop, identifier), new IdentifierOwner(BuyerId.Of(identifier), true), (_, known) => known with { Shared = true }));

    public Task<IReadOnlySet<Identifier>> FindErasedAsync(ShopId shop, IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<Identifier>>(identifiers.Where(id => _owners.TryGetValue((shop, id), out var owner) && owner.ErasedBefore is not null).ToHashSet());

    /// <summary>Forgets the identifiers whose hash begins with the bucket's digits.</summary>
    public void EraseBucket(ShopId shop, string bucket)
    {
        foreach (var key in _owners.Keys.Where(key => key.Item1 == shop && key.Item2.Hash.StartsWith(bucket, StringComparison.Ordinal)))
        {
            _owners.TryRemove(key, out _);
        }
    }

    public Task<IReadOnlyDictionary<Identifier, ClaimedIdentifier>> ClaimAllAsync(
        ShopId shop, IReadOnlyDictionary<Identifier, BuyerId> claims, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Identifier, ClaimedIdentifier>>(claims.ToDictionary(claim => claim.Key, claim =>
        {
            var isNew = _owners.TryAdd((shop, claim.Key), new IdentifierOwner(claim.Value, false));
            return new ClaimedIdentifier(_owners[(shop, claim.Key)], isNew);
        }));
}
