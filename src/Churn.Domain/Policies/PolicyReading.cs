using System.Collections.Immutable;

namespace Churn.Domain.Policies;

/// <summary>What a text said, and what was wrong with it: a sentence each, which names the number, its range and what to do.</summary>
public sealed record PolicyReading(PolicyOverrides Overrides, ImmutableArray<string> Problems);
