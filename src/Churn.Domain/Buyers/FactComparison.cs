using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace Churn.Domain.Buyers;

/// <summary>Finds the facts that differ between two folds.</summary>
internal static class FactComparison
{
    // The properties are found by reflection, so that a new fact cannot be forgotten here.
    private static readonly PropertyInfo[] Facts =
        [.. typeof(BuyerFacts).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    public static ImmutableArray<string> Compare(BuyerFacts left, BuyerFacts right) =>
        [.. Facts.Where(fact => !AreSame(fact.GetValue(left), fact.GetValue(right))).Select(fact => fact.Name)];

    private static bool AreSame(object? left, object? right) => (left, right) switch
    {
        (string, string) => Equals(left, right),
        (IEnumerable one, IEnumerable other) => one.Cast<object>().SequenceEqual(other.Cast<object>()),
        _ => Equals(left, right),
    };
}
