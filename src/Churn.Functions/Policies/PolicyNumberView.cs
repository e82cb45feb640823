namespace Churn.Functions.Policies;

/// <summary>A number of a policy: what goes for the shop, what its business model has by default, and what it takes. A flag is 1 or 0; null: the offer is not made.</summary>
public sealed record PolicyNumberView(string Name, long? Value, long? Default, bool IsChanged, string Takes);
