using System.Collections.Immutable;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>What the rule of a kind says of a buyer, before what was offered earlier is asked.</summary>
/// <param name="Holds">Whether it is the time and the buyer for it.</param>
/// <param name="Episode">The occasion.</param>
/// <param name="Reasons">With the numbers it saw.</param>
/// <param name="HasAll">It holds but for this: the buyer needs no more of anything they ever bought.</param>
internal readonly record struct OfferFinding(bool Holds, string Episode, ImmutableArray<Reason> Reasons, bool HasAll = false);
