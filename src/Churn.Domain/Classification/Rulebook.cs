using Churn.Domain.Scores;

namespace Churn.Domain.Classification;

/// <summary>
/// All that a label depends on besides the buyer's facts and the day: the shop's policy and what its nightly runs learned. Both carry a version, so
/// that a label can be computed again later.
/// </summary>
/// <param name="Policy">The numbers the rules go by.</param>
/// <param name="Model">What was learned from the shop's own orders.</param>
public sealed record Rulebook(Policy Policy, ShopModel Model);
