using Churn.Domain.Labels;
using Churn.Domain.Shops;

namespace Churn.Testing.Scenarios;

/// <summary>One rulebook for every shop.</summary>
public sealed class FixedRulebooks(Rulebook rulebook) : IRulebooks
{
    public ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken) => ValueTask.FromResult(rulebook);

    public Task<Rulebook> OnAsync(Shop shop, DateOnly day, CancellationToken cancellationToken) => Task.FromResult(rulebook);
}
