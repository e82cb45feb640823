using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>The rulebook in force for a shop. Answers from memory nearly always, so that asking for every order costs nothing.</summary>
public interface IRulebooks
{
    ValueTask<Rulebook> ForAsync(Shop shop, CancellationToken cancellationToken);
}
