using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Operations;

/// <summary>The result of comparing buyers with their ledgers.</summary>
/// <param name="Buyers">Number of rows compared.</param>
/// <param name="Orders">Number of orders in these rows.</param>
/// <param name="Differences">Number of rows that were not the fold of their ledger. It should be 0.</param>
/// <param name="Repaired">Number of these rows that were rewritten.</param>
/// <param name="Examples">The first differences, at most <see cref="MaxExamples"/>.</param>
public sealed record RebuildResult(int Buyers, long Orders, int Differences, int Repaired, ImmutableArray<BuyerDifference> Examples)
{
    /// <summary>Maximum number of differences listed one by one. All others are only counted.</summary>
    public const int MaxExamples = 50;

    public static RebuildResult None { get; } = new(0, 0, 0, 0, []);

    public RebuildResult With(BuyerDifference difference) => this with
    {
        Differences = Differences + 1,
        Repaired = Repaired + (difference.Repaired ? 1 : 0),
        Examples = Examples.Length < MaxExamples ? Examples.Add(difference) : Examples,
    };
}

/// <summary>A buyer with a row that is not the fold of the buyer's ledger.</summary>
/// <param name="Facts">The names of the facts that differ, without their values, because some values identify a person.</param>
/// <param name="Repaired">Whether the row was rewritten from the ledger.</param>
public sealed record BuyerDifference(BuyerKey Key, ImmutableArray<string> Facts, bool Repaired)
{
    /// <summary>The name in <see cref="Facts"/> for a ledger without a buyer's row.</summary>
    public const string NoRow = "no row";
}
