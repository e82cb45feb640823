using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Http;

/// <summary>A CSV file to download (RFC 4180), written as it is read.</summary>
internal sealed class CsvResult(string name, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string?>> rows) : IActionResult
{
    private const int FlushCharacters = 16_384;

    /// <summary>
    /// A text as a cell. Spreadsheets run what begins with one of these characters as a formula, their full-width forms included (OWASP, CSV
    /// injection), so such a text is put behind an apostrophe; a whole number is what it is.
    /// </summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".Contains(text[0], StringComparison.Ordinal) && !long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out _)
            ? "'" + text
            : text;
        return safe.AsSpan().ContainsAny(",;\"\r\n\t'") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, aborted) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        var text = Line(new StringBuilder(), header);
        await foreach (var row in rows.WithCancellation(aborted))
        {
            Line(text, row);
            if (text.Length > FlushCharacters)
            {
                await response.WriteAsync(text.ToString(), aborted);
                text.Clear();
            }
        }

        await response.WriteAsync(text.ToString(), aborted);
    }

    private static StringBuilder Line(StringBuilder text, IReadOnlyList<string?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
}
