using System.Collections.Concurrent;
using Churn.Domain.Classification;
using Churn.Domain.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>
/// The rulebook in force: the shop's policy and what its nightly runs learned, read from their tables and kept in memory for a while, so that an order
/// costs no request for it.
/// </summary>
/// <param name="policies">Where policies are.</param>
/// <param name="models">Where models are.</param>
/// <param name="time">The clock that this is measured by.</param>
public sealed class StoredRulebooks(IPolicyStore policies, IModelStore models, TimeProvider time) : IRulebooks
{
    /// <summary>A change is in force everywhere once this has passed. A reading costs two requests, an order none.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<ShopId, Kept> _kept = new();

    /// <summary>Many orders may find the answer too old at once: one of them reads, the others wait for it.</summary>
    public async ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken)
    {
        var kept = _kept.GetOrAdd(shop.Id, _ => new Kept());
        if (Fresh(kept) is { } known)
        {
            return known;
        }

        await kept.Reading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh(kept) is { } read)
            {
                return read;
            }

            var now = time.GetUtcNow();
            var policy = policies.GetAsync(shop.Id, cancellationToken);
            var model = models.GetAsync(shop.Id, cancellationToken);
            await Task.WhenAll(policy, model);
            var rulebook = new Rulebook((await policy).For(shop), await model);
            kept.Answer = new Answer(rulebook, now);
            return rulebook;
        }
        finally
        {
            kept.Reading.Release();
        }
    }

    public async Task<Rulebook> OnAsync(Shop shop, DateOnly day, CancellationToken cancellationToken)
    {
        var version = await policies.ListAsync(shop.Id, cancellationToken).FirstOrDefaultAsync(one => shop.DayOf(one.From) <= day, cancellationToken);
        return new Rulebook((version ?? PolicyVersion.Defaults).For(shop), await models.FindOnAsync(shop.Id, day, cancellationToken));
    }

    private Rulebook? Fresh(Kept kept) =>
        kept.Answer is { } answer && time.GetUtcNow() - answer.At is var age && age >= TimeSpan.Zero && age < KeptFor
            ? answer.Rulebook
            : null;

    private sealed record Answer(Rulebook Rulebook, DateTimeOffset At);

    private sealed class Kept
    {
        public SemaphoreSlim Reading { get; } = new(1, 1);

        public volatile Answer? Answer;
    }
}
