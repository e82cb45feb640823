using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api;

/// <summary>
/// Sends a CSV file (RFC 4180) row by row while the rows are read. A spreadsheet runs a cell that begins with certain characters as a
/// formula, full-width forms included (OWASP, CSV injection), so an apostrophe is put before such a cell.
/// </summary>
internal sealed class CsvResult(string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows) : IActionResult
{
    private const int FlushCharacters = 16_384;

    // Some spreadsheets split cells at semicolons or tabs, so a cell with one of these is quoted too.
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        InjectionOptions = InjectionOptions.Escape,
        InjectionCharacters = [.. "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"],
        ShouldQuote = cell => cell.Field.AsSpan().ContainsAny(",;\"\r\n\t'"),
    };

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, aborted) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, Format);
        WriteRow(csv, header);
        await foreach (var row in rows.WithCancellation(aborted))
        {
            WriteRow(csv, row);
            if (text.GetStringBuilder().Length > FlushCharacters)
            {
                await response.WriteAsync(text.ToString(), aborted);
                text.GetStringBuilder().Clear();
            }
        }

        await response.WriteAsync(text.ToString(), aborted);
    }

    private static void WriteRow(CsvWriter csv, IReadOnlyList<string?> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        csv.NextRecord();
    }
}
