using System.Collections.Concurrent;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>
/// Reads the rulebook in force from the tables of policies and models, and keeps it in memory for a while, so that an
/// order costs no request for it.
/// </summary>
public sealed class StoredRulebooks(IPolicyStore policies, IModelStore models, TimeProvider time) : IRulebooks
{
    /// <summary>How long a rulebook is kept. A change is in force in every process after this time. A reading costs two requests.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<ShopId, Kept> _kept = new();

    /// <summary>
    /// Returns the rulebook in force. When several callers find the kept one too old at the same time, one reads and
    /// the others wait for it.
    /// </summary>
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
        var version = await policies.ListAsync(shop.Id, cancellationToken)
            .FirstOrDefaultAsync(one => shop.DayOf(one.From) <= day, cancellationToken);
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
