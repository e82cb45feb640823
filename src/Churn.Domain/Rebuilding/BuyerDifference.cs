using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Rebuilding;

/// <summary>A buyer whose row is not the fold of their ledger.</summary>
/// <param name="Key">Whose.</param>
/// <param name="Facts">The names of the facts that differ; never their values, some of which tell who a person is.</param>
/// <param name="Repaired">The row has been rewritten from the ledger.</param>
public sealed record BuyerDifference(BuyerKey Key, ImmutableArray<string> Facts, bool Repaired)
{
    /// <summary>Stands for the facts of a ledger that has no buyer's row above it.</summary>
    public const string NoRow = "no row";
}
