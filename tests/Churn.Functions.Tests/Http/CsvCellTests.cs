using System.Globalization;
using Churn.Functions.Http;
using CsvHelper;

namespace Churn.Functions.Tests.Http;

/// <summary>Cells of a CSV, read back by somebody else's reader.</summary>
public sealed class CsvCellTests
{
    private const int Seed = 20260514;
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("-5", "-5")]
    [InlineData("-5+1", "\"'-5+1\"")]
    [InlineData("tea, \"green\"", "\"tea, \"\"green\"\"\"")]
    [InlineData("", "")]
    public void Cell_AText_IsWrittenSo(string text, string expected) => Assert.Equal(expected, CsvResult.Cell(text));

    [Fact]
    public void Cell_AnyText_ComesBackAndIsNeverAFormula()
    {
        var random = new Random(Seed);
        var letters = Dangerous + "ab1,;\"' |\uFEFF\u0000é";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => letters[random.Next(letters.Length)]));
            using var reader = new CsvReader(new StringReader($"before,{CsvResult.Cell(text)},after\r\n"), CultureInfo.InvariantCulture);
            Assert.True(reader.Read());
            var read = reader.GetField(1)!;

            Assert.True(read == text || read == "'" + text, $"seed {Seed}, round {round}: {text} came back as {read}");
            Assert.False(Dangerous.Contains(read[0], StringComparison.Ordinal) && !long.TryParse(read, out _), $"seed {Seed}, round {round}: {read} runs in a spreadsheet");
            Assert.Equal("after", reader.GetField(2));
        }
    }
}
