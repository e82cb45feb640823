using System.Globalization;
using System.Text.RegularExpressions;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Churn.Testing;

namespace Churn.Domain.Tests.Labels.Policies;

/// <summary>Tests that docs/policies.md has every number with its range and its default for each model, and no other number.</summary>
public sealed partial class PoliciesDocumentTests
{
    private static readonly BusinessModel[] Models = Enum.GetValues<BusinessModel>();

    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "policies.md"));

    [Fact]
    public void Document_TableOfNumbers_IsWhatTheCodeHas()
    {
        var expected = PolicyCatalog.Numbers.Values.Where(number => !IsTerm(number.Name)).Select(number =>
        {
            var range = number.IsFlag ? number.Range : FormattableString.Invariant($"{number.Least} to {number.Most}");
            var defaults = Models.Select(model => Text(number, number.Read(Policy.For(model))));
            return $"{number.Name}: {range}: {string.Join(' ', defaults)}";
        });

        var documented = Rows().Matches(Document)
            .Select(row => (
                Name: row.Groups["name"].Value,
                Cells: row.Groups["cells"].Value.Split('|', StringSplitOptions.TrimEntries)))
            .Where(row => row.Cells.Length == 1 + Models.Length + 1)
            .Select(row => $"{row.Name}: {row.Cells[0]}: {string.Join(' ', row.Cells[1..^1])}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_ListOfMeanings_ExplainsEveryNumber()
    {
        var section = Document.Split("\n## ").Single(part => part.StartsWith("What the numbers mean\n", StringComparison.Ordinal));

        Assert.Equal(
            PolicyCatalog.Numbers.Values.Select(number => number.Name).Where(name => !IsTerm(name)).Order(StringComparer.Ordinal),
            Meanings().Matches(section).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_TableOfOffers_IsWhatTheCodeHas()
    {
        var expected = Enum.GetValues<OfferKind>().Select(kind =>
        {
            var terms = OfferTerms.For(kind);
            var models = string.Join(", ", Models.Where(model => Policy.For(model).Offers.Kinds.ContainsKey(kind)));
            var days = FormattableString.Invariant($"{terms.ValidDays} | {terms.WindowDays} | {terms.CooldownDays}");
            return FormattableString.Invariant($"| `offers.{PolicyCatalog.Name(kind)}` | {days} | {terms.HoldoutPercent} | {models} |");
        });

        Assert.All(expected, row => Assert.Contains(row, Document, StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<OfferKind>().Length, Rows().Matches(Document).Count(row => IsTerm(row.Groups["name"].Value + ".")));
    }

    private static bool IsTerm(string name) => name.Split('.') is ["offers", var kind, _]
        && Enum.GetValues<OfferKind>().Any(known => PolicyCatalog.Name(known) == kind);

    private static string Text(PolicyNumber number, long? value) =>
        number.IsFlag ? (value == 1 ? "true" : "false") : value?.ToString(CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \|(?<cells>.*)$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^- `([\w.]+)`: \S", RegexOptions.Multiline)]
    private static partial Regex Meanings();
}
