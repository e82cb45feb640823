using System.Reflection;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;
using Churn.Testing;

namespace Churn.Domain.Tests.Labels;

/// <summary>Puts each row of the tables of examples, which a marketing person can read, through the real fold and the classifier.</summary>
public sealed class ExampleTests
{
    private static readonly IReadOnlyList<Example> Examples =
        Example.Read(File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "tests/Churn.Domain.Tests/Labels/Examples.md")));

    /// <summary>
    /// The number and the limit of each rule, and how near they must be in a row that the rule just decides: a day, a percent, a cent; for
    /// discounts one order of five.
    /// </summary>
    private static readonly IReadOnlyDictionary<string, (string Seen, string Limit, int Tolerance)> Limits =
        new Dictionary<string, (string, string, int)>
        {
            [Rules.Purchases] = ("ownDays", "clientAt", 1),
            [Rules.Tenure] = ("tenureDays", "neededDays", 1),
            [Rules.Regularity] = ("variationPercent", "atMostPercent", 1),
            [Rules.FullPrice] = ("discountedPercent", "atMostPercent", 20),
            [Rules.Subscription] = ("daysSince", "runsForDays", 1),
            [Rules.Contract] = ("daysLeft", "graceDays", 1),
            [Rules.StepDown] = ("daysSince", "forDays", 1),
            [Rules.VipValue] = ("before", "neededPerYear", 100),
            [Rules.VipPredicted] = ("before", "needed", 1),
            [Rules.Lapse] = ("daysSince", "lapseDays", 1),
            [Rules.WonBack] = ("awayDays", "lapseDays", 1),
            [Rules.Ceiling] = ("units", "ceiling", 1),
            [Rules.Attention] = ("value", "large", 1),
            [Rules.Gifts] = ("gifts", "gifts", 0),
        };

    public static TheoryData<string> EachRule => [.. Limits.Keys];

    [Fact]
    public void Classify_EveryExample_GivesTheLabelsAndTheReason()
    {
        var wrong = new List<string>();
        foreach (var example in Examples)
        {
            var labels = Classifier.Classify(example.Fold(), example.Rulebook(), Example.AsOf);
            var texts = labels.Reasons.Select(ReasonText.Describe).ToList();
            var found = (labels.Relationship.ToString(), labels.Activity.ToString(), labels.Priority.ToString());
            if (found != (example.Cells["relationship"], example.Cells["activity"], example.Cells["priority"])
                || !texts.Exists(text => text.Contains(example.Cells["a reason says"], StringComparison.Ordinal)))
            {
                wrong.Add($"Line {example.Line} ({example.Model}, {example.Cells["orders"]}): {found}. {string.Join(" ", texts)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Examples_CoverEveryModelLabelAndRule()
    {
        var labels = Examples.Select(example => Classifier.Classify(example.Fold(), example.Rulebook(), Example.AsOf)).ToList();

        Assert.True(Examples.Count >= 150, $"There are only {Examples.Count} examples.");
        Assert.Equal(Enum.GetValues<BusinessModel>(), Examples.Select(example => example.Model).Distinct().Order());
        Assert.Equal(Enum.GetValues<Activity>(), labels.Select(label => label.Activity).Distinct().Order());
        Assert.Equal(Enum.GetValues<Priority>(), labels.Select(label => label.Priority).Distinct().Order());
        var rules = labels.SelectMany(label => label.Reasons)
            .GroupBy(reason => reason.Rule)
            .Where(group => group.Any(r => r.Holds) && group.Any(r => !r.Holds));
        Assert.Equal(Limits.Keys.Order(StringComparer.Ordinal), rules.Select(group => group.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Limits_OfTheTest_NameEveryRuleThereIs() => Assert.Equal(
        typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
        Limits.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(EachRule))]
    public void Examples_EachRule_HasARowThatItDecidesAndANeighbourThatItJustDoesNot(string rule)
    {
        var (seen, limit, tolerance) = Limits[rule];
        var rows = Examples
            .Select(example => (example.Model, Labels: Classifier.Classify(example.Fold(), example.Rulebook(), Example.AsOf)))
            .ToList();

        var pairs = rows.Zip(rows.Skip(1))
            .Where(pair => pair.First.Model == pair.Second.Model && Decides(pair.First.Labels, pair.Second.Labels));

        Assert.NotEmpty(pairs);

        bool Decides(BuyerClass one, BuyerClass other)
        {
            var first = one.Reasons.FirstOrDefault(reason => reason.Rule == rule);
            var second = other.Reasons.FirstOrDefault(reason => reason.Rule == rule);

            // A rule that does not apply gives no reason: a buyer who never lapsed has none about being won back.
            return (first?.Holds ?? false) != (second?.Holds ?? false) && IsNear(first) && IsNear(second)
                && (one.Relationship, one.Activity, one.Priority) != (other.Relationship, other.Activity, other.Priority);
        }

        bool IsNear(Reason? reason) => reason is null || Math.Abs(Math.Abs(reason.Numbers[seen]) - reason.Numbers[limit]) <= tolerance;
    }
}
