using System.Globalization;
using System.Text;
using Churn.Functions.Api;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Tests.Api;

/// <summary>Tests CSV files as they are downloaded.</summary>
public sealed class CsvResultTests
{
    private const int Seed = 20260514;
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("-5+1", "\"'-5+1\"")]
    [InlineData("5", "5")]
    [InlineData("tea;=1+1", "\"tea;=1+1\"")]
    [InlineData("tea, \"green\"", "\"tea, \"\"green\"\"\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public async Task ExecuteResultAsync_AText_IsWrittenSo(string? text, string expected) =>
        Assert.Equal($"before,text,after\r\nbefore,{expected},after\r\n", await WriteAsync(text));

    [Fact]
    public async Task ExecuteResultAsync_AnyText_ComesBackAndIsNeverAFormula()
    {
        var random = new Random(Seed);
        var letters = Dangerous + "ab1,;\"' |\uFEFF\u0000é";
        string?[] texts =
            [
                .. Enumerable.Range(0, 20_000)
                    .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => letters[random.Next(letters.Length)]))),
            ];

        using var reader = new CsvReader(new StringReader(await WriteAsync(texts)), CultureInfo.InvariantCulture);

        Assert.True(reader.Read());
        foreach (var text in texts)
        {
            Assert.True(reader.Read());
            var read = reader.GetField(1)!;
            Assert.True(read == text || read == "'" + text, $"Seed {Seed}: {text} came back as {read}.");
            Assert.False(Dangerous.Contains(read[0], StringComparison.Ordinal), $"Seed {Seed}: {read} would run in a spreadsheet.");
            Assert.Equal("after", reader.GetField(2));
        }
    }

    private static async Task<string> WriteAsync(params string?[] texts)
    {
        using var body = new MemoryStream();
        var context = new ActionContext { HttpContext = new DefaultHttpContext { Response = { Body = body } } };
        var rows = texts.Select(text => (IReadOnlyList<string?>)["before", text, "after"]).ToAsyncEnumerable();
        await new CsvResult("any.csv", ["before", "text", "after"], rows).ExecuteResultAsync(context);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
