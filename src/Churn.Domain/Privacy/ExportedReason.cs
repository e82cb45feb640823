using System.Collections.Immutable;
using Churn.Domain.Classification;

namespace Churn.Domain.Privacy;

/// <summary>A reason as an export tells of it: the rule, whether it held, its sentence and the numbers it saw.</summary>
public sealed record ExportedReason(string Rule, bool Holds, string Text, ImmutableSortedDictionary<string, long> Numbers)
{
    public static ExportedReason Of(Reason reason) => new(reason.Rule, reason.Holds, ReasonText.Describe(reason), reason.Numbers);
}
