using Churn.Domain.Classification;

namespace Churn.Functions.Buyers;

/// <summary>A rule, whether it held, its sentence and the numbers it saw.</summary>
public sealed record ReasonView(string Rule, bool Holds, string Text, IReadOnlyDictionary<string, long> Numbers)
{
    public static ReasonView Of(Reason reason) => new(reason.Rule, reason.Holds, ReasonText.Describe(reason), reason.Numbers);
}
