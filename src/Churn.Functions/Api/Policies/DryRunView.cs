using Churn.Domain.Labels.Policies;

namespace Churn.Functions.Api.Policies;

/// <summary>
/// Which buyers' labels a change of policy would change. The counts cover the buckets that were read; the sentences extrapolate them to
/// the whole shop.
/// </summary>
public sealed record DryRunView(
    DateOnly AsOf,
    int BucketsRead,
    bool IsSample,
    long Buyers,
    long Moved,
    IReadOnlyList<PolicyMove> Relationships,
    IReadOnlyList<PolicyMove> Activities,
    long VipsAtRenewal,
    long VipsAtRenewalThen,
    IReadOnlyList<string> Sentences)
{
    public static DryRunView Of(DryRunResult result) => new(
        result.AsOf,
        result.Buckets,
        result.Buckets < Churn.Domain.Buyers.Buckets.Count,
        result.Effect.Buyers,
        result.Effect.Moved,
        result.Effect.Relationships,
        result.Effect.Activities,
        result.Effect.VipsAtRenewal,
        result.Effect.VipsAtRenewalThen,
        DryRunText.Describe(result));
}
