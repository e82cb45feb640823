using System.Reflection;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Testing;

namespace Churn.Storage.Tests.Tables;

/// <summary>docs/tables.md names every column of every row, and no other.</summary>
public sealed partial class TablesDocumentTests
{
    public static TheoryData<Type> Entities =>
        [.. typeof(BuyerStore).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(ITableEntity).IsAssignableFrom(t))];

    [Theory]
    [MemberData(nameof(Entities))]
    public void Document_SectionOfTheEntity_ListsItsColumns(Type entity)
    {
        var document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "tables.md"));
        var section = Regex.Match(
            document,
            $@"^#+ .*`{entity.Name}`.*?$(?<body>.*?)(?=^#|\z)",
            RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(section.Success, $"docs/tables.md has no heading that names `{entity.Name}`.");

        var documented = Columns().Matches(section.Groups["body"].Value)
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal);
        var written = entity.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => p.Name)
            .Except(
            [
                nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag),
            ])
            .Order(StringComparer.Ordinal);

        Assert.Equal(written, documented);
    }

    [GeneratedRegex(@"^- `(\w+)`: \S", RegexOptions.Multiline)]
    private static partial Regex Columns();
}
