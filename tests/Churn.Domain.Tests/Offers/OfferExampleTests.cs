using System.Reflection;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Domain.Tests.Labels;
using Churn.Testing;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// Puts each row of the tables of offers, which a marketing person can read, through the real fold, the classifier and the decision.
/// </summary>
public sealed class OfferExampleTests
{
    private static readonly string ExamplesFile =
        Path.Combine(RepositoryFiles.Root, "tests/Churn.Domain.Tests/Offers/OfferExamples.md");

    private static readonly IReadOnlyList<OfferExample> Examples =
        [.. Example.Read(File.ReadAllLines(ExamplesFile)).Select(row => new OfferExample(row))];

    /// <summary>Pairs of adjacent rows that ask for the same kind of offer, one of which gets it while the other does not.</summary>
    private static readonly IReadOnlyList<(OfferExample Offered, OfferExample Not)> Neighbours =
    [
        .. Examples.Zip(Examples.Skip(1))
            .Where(pair => pair.First.Row.Model == pair.Second.Row.Model && pair.First.Asked == pair.Second.Asked)
            .Where(pair => pair.First.IsYes != pair.Second.IsYes)
            .Select(pair => pair.First.IsYes ? (pair.First, pair.Second) : (pair.Second, pair.First)),
    ];

    [Fact]
    public void Decide_EveryExample_AnswersAndSaysWhy()
    {
        var wrong = new List<string>();
        foreach (var example in Examples)
        {
            var verdict = example.Decide();
            var text = verdict?.Describe() ?? "";
            if (OfferExample.Answer(verdict) != example.Expected || !text.Contains(example.Text, StringComparison.Ordinal))
            {
                wrong.Add(
                    $"Line {example.Row.Line} ({example.Row.Model}, {example.Row.Cells["orders"]}): "
                    + $"{OfferExample.Answer(verdict)}. {text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void Describe_EveryExample_LacksNoNumberAndNamesNoRuleById()
    {
        var ids = Constants(typeof(OfferRuleIds)).Concat(Constants(typeof(Rules))).ToList();

        Assert.All(Examples, example =>
        {
            var text = example.Decide()?.Describe() ?? "";
            Assert.DoesNotContain("?", text, StringComparison.Ordinal);
            Assert.All(ids, id => Assert.DoesNotContain(id, text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Examples_EveryModelAndKind_IsCovered()
    {
        Assert.True(Examples.Count >= 150, $"There are only {Examples.Count} examples.");
        Assert.All(Enum.GetValues<BusinessModel>(), model =>
        {
            var examples = Examples.Where(example => example.Row.Model == model && example.IsYes).Select(example => example.Asked);
            var kinds = OfferPolicy.For(model).Kinds.Keys.Where(kind => kind
                is not (OfferKind.Care or OfferKind.Referral or OfferKind.Replenishment or OfferKind.Gift or OfferKind.Successor
                    or OfferKind.PremiumDelivery));
            Assert.Empty(kinds.Select(OfferKinds.NameOf).Except(examples));
        });
        var offered = Examples.Where(example => example.IsYes).Select(example => example.Asked).Distinct();
        Assert.Equal(Enum.GetValues<OfferKind>().Select(OfferKinds.NameOf).Order(), offered.Order());
    }

    [Fact]
    public void Examples_EveryRule_HasARowThatItDecidesAndANeighbourThatItJustDoesNot()
    {
        var missing = Constants(typeof(OfferRuleIds)).Where(id => !Neighbours.Any(pair =>
            Holds(pair.Offered, id) != Holds(pair.Not, id) && Holds(pair.Not, id) is not null));

        var kinds = Neighbours.Where(pair => pair.Not.Expected == OfferBlocks.NotDue).Select(pair => pair.Offered.Asked);
        Assert.Empty(missing);
        Assert.Equal(Enum.GetValues<OfferKind>().Select(OfferKinds.NameOf).Order(), kinds.Distinct().Order());
    }

    /// <summary>
    /// The day's capacity is shared by all buyers, so no row about one buyer can show it. KeyAccountTasksTests tests it.
    /// </summary>
    [Fact]
    public void Examples_EveryWhyNot_HasARowThatItDecidesAndANeighbourThatItJustDoesNot() => Assert.Equal(
        Constants(typeof(OfferBlocks)).Where(block => block != OfferBlocks.Capacity).Order(StringComparer.Ordinal),
        Neighbours.Select(pair => pair.Not.Expected).Where(answer => answer != "-").Distinct().Order(StringComparer.Ordinal));

    private static bool? Holds(OfferExample example, string rule) =>
        example.Decide()?.Reasons.FirstOrDefault(reason => reason.Rule == rule)?.Holds;

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
}
