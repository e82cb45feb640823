using System.Collections.Immutable;

namespace Churn.Domain.Rebuilding;

/// <summary>What holding buyers against their ledgers came to.</summary>
/// <param name="Buyers">Rows compared.</param>
/// <param name="Orders">Ledger rows folded.</param>
/// <param name="Differences">Buyers whose row was not the fold of their ledger: there must be none.</param>
/// <param name="Repaired">Those of them that were rewritten.</param>
/// <param name="Examples">The first of them, <see cref="MaxExamples"/> at most.</param>
public sealed record RebuildResult(int Buyers, long Orders, int Differences, int Repaired, ImmutableArray<BuyerDifference> Examples)
{
    /// <summary>Differences told one by one; the rest are only counted.</summary>
    public const int MaxExamples = 50;

    public static RebuildResult None { get; } = new(0, 0, 0, 0, []);

    public RebuildResult With(BuyerDifference difference) => this with
    {
        Differences = Differences + 1,
        Repaired = Repaired + (difference.Repaired ? 1 : 0),
        Examples = Examples.Length < MaxExamples ? Examples.Add(difference) : Examples,
    };
}
