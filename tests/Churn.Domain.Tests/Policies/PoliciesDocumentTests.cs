using System.Globalization;
using System.Text.RegularExpressions;
using Churn.Domain.Classification;
using Churn.Domain.Offers;
using Churn.Domain.Policies;
using Churn.Domain.Shops;
using Churn.TestSupport;

namespace Churn.Domain.Tests.Policies;

/// <summary>docs/policies.md has every number with its range and its default for each model, and no other.</summary>
public sealed partial class PoliciesDocumentTests
{
    private static readonly BusinessModel[] Models = Enum.GetValues<BusinessModel>();

    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "policies.md"));

    [Fact]
    public void Document_TableOfNumbers_IsWhatTheCodeHas()
    {
        var expected = PolicyCatalog.Numbers.Values.Where(number => !IsTerm(number.Name)).Select(number =>
            $"{number.Name}: {(number.IsFlag ? number.Range : FormattableString.Invariant($"{number.Least} to {number.Most}"))}: {string.Join(' ', Models.Select(model => Text(number, number.Read(Policy.For(model)))))}");

        var documented = Rows().Matches(Document).Select(row => (Name: row.Groups["name"].Value, Cells: row.Groups["cells"].Value.Split('|', StringSplitOptions.TrimEntries)))
            .Where(row => row.Cells.Length == 2 + Models.Length + 1 && row.Cells[0].Length > 0)
            .Select(row => $"{row.Name}: {row.Cells[1]}: {string.Join(' ', row.Cells[2..^1])}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_TableOfOffers_IsWhatTheCodeHas()
    {
        var expected = Enum.GetValues<OfferKind>().Select(kind =>
        {
            var terms = OfferTerms.For(kind);
            var models = string.Join(", ", Models.Where(model => Policy.For(model).Offers.Kinds.ContainsKey(kind)));
            return FormattableString.Invariant($"| `offers.{PolicyCatalog.Name(kind)}` | {terms.ValidDays} | {terms.WindowDays} | {terms.CooldownDays} | {terms.HoldoutPercent} | {models} |");
        });

        Assert.All(expected, row => Assert.Contains(row, Document, StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<OfferKind>().Length, Rows().Matches(Document).Count(row => IsTerm(row.Groups["name"].Value + ".")));
    }

    private static bool IsTerm(string name) => name.Split('.') is ["offers", var kind, _] && Enum.GetValues<OfferKind>().Any(known => PolicyCatalog.Name(known) == kind);

    private static string Text(PolicyNumber number, long? value) => number.IsFlag ? (value == 1 ? "true" : "false") : value?.ToString(CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \|(?<cells>.*)$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
