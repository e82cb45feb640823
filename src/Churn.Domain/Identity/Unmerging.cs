using Churn.Domain.Identities;

namespace Churn.Domain.Identity;

/// <summary>What undoing a merge came to.</summary>
/// <param name="WasMerged">The id leads to another buyer.</param>
/// <param name="Marked">The identifier or link that connects no one any more; null: nothing was merged, or more than one identifier connects the two.</param>
public readonly record struct Unmerging(bool WasMerged, Identifier? Marked);
