namespace Churn.Domain.Policies;

/// <summary>What a change of policy would do, and to how many buckets of the shop it was asked.</summary>
/// <param name="AsOf">The day that both policies were asked for.</param>
/// <param name="Buckets">Buckets read, of 256; buyers fall into them by a hash, so that some of them are a random sample.</param>
/// <param name="Effect">The counts, of what was read.</param>
public sealed record DryRunResult(DateOnly AsOf, int Buckets, PolicyEffect Effect);
