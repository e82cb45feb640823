using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Imports;
using Churn.Functions.Webhooks.Payloads;
using CsvHelper;
using CsvHelper.Configuration;

namespace Churn.Functions.Api.Feedback;

/// <summary>
/// Reads answers from a CSV file, plain or compressed. The columns <c>email</c>, <c>phone</c> and <c>customer_id</c> name the buyer, and
/// <c>at</c> is the time. The answers stand in <c>kind</c> (nps or csat) and <c>score</c>, or in <c>nps</c> and <c>csat</c>; a row may
/// have both of the latter.
/// </summary>
public sealed class FeedbackFile(Shop shop, ImportReport report)
{
    /// <summary>The most characters in one row. Without it, a quote that is never closed would read the whole file into memory.</summary>
    private const int MaxRow = 100_000;

    private static readonly (string Name, string[] Heads)[] Columns =
    [
        ("email", ["email", "e-mail", "e_mail"]), ("phone", ["phone"]), ("customer", ["customer_id", "customer"]),
        ("at", ["at", "answered_at", "date", "created_at"]),
        ("kind", ["kind", "question"]), ("score", ["score"]), ("nps", ["nps"]), ("csat", ["csat"]),
    ];

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    /// <summary>Returns the answers of the stream. A row that cannot be read is added to the report and skipped.</summary>
    /// <exception cref="FormatException">The file as a whole cannot be read. The message is one sentence.</exception>
    public async IAsyncEnumerable<FeedbackReceipt> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var plain = await OrderFile.OpenAsync(stream, cancellationToken);
        using var text = new StreamReader(plain, Encoding.UTF8);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = null, MissingFieldFound = null, MaxFieldSize = MaxRow,
        });
        await HeaderAsync(csv);
        while (await OrderFile.NextAsync(csv))
        {
            cancellationToken.ThrowIfCancellationRequested();
            report.Rows++;
            foreach (var receipt in Take(csv))
            {
                yield return receipt;
            }
        }
    }

    private async Task HeaderAsync(CsvReader csv)
    {
        if (!await OrderFile.NextAsync(csv) || !csv.ReadHeader())
        {
            throw new FormatException("The file is empty.");
        }

        var there = csv.HeaderRecord!.Select(head => head.Trim().ToLowerInvariant()).ToList();
        foreach (var (name, heads) in Columns)
        {
            _columns[name] = heads.Select(head => there.IndexOf(head)).FirstOrDefault(index => index >= 0, -1);
        }

        var missing = !Has("email") && !Has("phone") && !Has("customer") ? "who answered: email, phone or customer_id"
            : !Has("at") ? "when it was answered: at"
            : !Has("nps") && !Has("csat") && !(Has("kind") && Has("score")) ? "the answers: nps, csat, or kind and score"
            : null;
        if (missing is not null)
        {
            throw new FormatException($"The file has no column for {missing}.");
        }
    }

    private List<FeedbackReceipt> Take(CsvReader csv)
    {
        var receipts = new List<FeedbackReceipt>();
        try
        {
            var person = IdentityHasher.Identify(shop, "", Text(csv, "email"), Text(csv, "phone"), Text(csv, "customer"));
            if (person.IsAnonymous)
            {
                throw new FormatException("The row has no readable email, phone or customer_id.");
            }

            var at = InstantOf(Text(csv, "at"));
            receipts.AddRange(AnswersOf(csv).Select(answer =>
                new FeedbackReceipt { Person = person.Identifiers, Kind = answer.Kind, Score = answer.Score, At = at }));
            return receipts.Count > 0 ? receipts : throw new FormatException("The row has no answer.");
        }
        catch (FormatException failure)
        {
            report.Add(csv.Parser.RawRow, failure.Message);
            return [];
        }
    }

    private List<(FeedbackKind Kind, int Score)> AnswersOf(CsvReader csv)
    {
        var answers = new List<(FeedbackKind, int)>();
        var kinds = new[] { (FeedbackKind.Nps, Text(csv, "nps")), (FeedbackKind.Csat, Text(csv, "csat")) }
            .Where(pair => pair.Item2 is not null).ToList();
        if (Text(csv, "kind") is { } kind)
        {
            kinds.Add((kind.ToLowerInvariant() switch
            {
                "nps" => FeedbackKind.Nps,
                "csat" => FeedbackKind.Csat,
                _ => throw new FormatException("The column kind is neither nps nor csat."),
            }, Text(csv, "score") ?? throw new FormatException("The row has no score.")));
        }

        foreach (var (question, text) in kinds)
        {
            var (least, most) = FeedbackAnswer.Range(question);
            answers.Add(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var score)
                && score >= least && score <= most
                ? (question, score)
                : throw new FormatException($"The score is not a whole number from {least} to {most}."));
        }

        return answers;
    }

    // A time without an offset is in the shop's time zone.
    private DateTimeOffset InstantOf(string? text)
    {
        if (DateTime.TryParseExact(text, ImportRow.LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is >= 1990 and < 2200)
        {
            return new DateTimeOffset(local, shop.TimeZone.GetUtcOffset(local));
        }

        return text is null ? throw new FormatException("The row does not say when it was answered.")
            : Instants.Parse(text) ?? throw new FormatException("The time of the answer cannot be read.");
    }

    private bool Has(string name) => _columns[name] >= 0;

    private string? Text(CsvReader csv, string name) =>
        Has(name) && csv.GetField(_columns[name])?.Trim() is { Length: > 0 } text ? text : null;
}
