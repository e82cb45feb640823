using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Churn.Domain.Reports;
using Churn.Statistics.Histories;

namespace Churn.Domain.Nightly;

/// <summary>
/// The stored form of findings, which is kept until the run has finished: JSON, compressed with Brotli. Rows are sorted, so equal findings
/// are equal bytes, in whatever order they were added.
/// </summary>
internal sealed record RangeFindingsJson
{
    private const int Current = 5;

    // JSON has no NaN and no infinity. Such a value is a bug, and writing it must fail.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required int Version { get; init; }

    public required int Buyers { get; init; }

    public required int RepeatBuyers { get; init; }

    public required int Anonymous { get; init; }

    public required int ForCompanies { get; init; }

    public required IReadOnlyList<HistoryRow> Histories { get; init; }

    public required IReadOnlyList<SpendRow> Spend { get; init; }

    public required IReadOnlyList<ClientRow> Clients { get; init; }

    public required IReadOnlyList<ContractRow> Contracts { get; init; }

    public required IReadOnlyList<SampledBuyer> Sample { get; init; }

    public required ulong SampledBelow { get; init; }

    public required TallyRows? Tally { get; init; }

    internal static byte[] Write(RangeFindings findings)
    {
        using var bytes = new MemoryStream();

        // A higher level makes a quarter fewer bytes but as many requests, and takes megabytes of memory for each range that is handled at
        // once.
        using (var compressed = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(compressed, Of(findings), Options);
        }

        return bytes.ToArray();
    }

    /// <exception cref="FormatException">
    /// The bytes are not what <see cref="Write"/> writes, or another version of the app wrote them.
    /// </exception>
    internal static RangeFindings Read(byte[] bytes)
    {
        try
        {
            using var plain = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<RangeFindingsJson>(plain, Options) is { Version: Current } read
                ? read.ToFindings()
                : throw new JsonException();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or InvalidDataException or ArgumentException)
        {
            throw new FormatException("The findings are damaged, or another version of the app wrote them.", failure);
        }
    }

    private static RangeFindingsJson Of(RangeFindings findings) => new()
    {
        Version = Current,
        Buyers = findings.Buyers,
        RepeatBuyers = findings.RepeatBuyers,
        Anonymous = findings.Anonymous,
        ForCompanies = findings.ForCompanies,
        Histories = RowsOf(findings.Histories.Columns),
        Spend = [.. findings.Spend.Groups.Select(group => new SpendRow(group.Days, group.Bin, group.Buyers))],
        Clients = findings.ClientsInOrder(),
        Contracts = [.. findings.Contracts.Groups.Select(group => new ContractRow(group.Renewals, group.Ended, group.Contracts))],
        Sample = findings.Sample.Buyers,
        SampledBelow = findings.Sample.Below,
        Tally = findings.Tally is { } tally ? new TallyRows(tally.AsOf, tally.Counts, tally.Worth.Rows()) : null,
    };

    private static HistoryRow[] RowsOf(HistoryColumns columns)
    {
        var rows = new HistoryRow[columns.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new HistoryRow((int)columns.T[i], columns.X[i], (int)columns.Tx[i], (int)columns.Weights[i]);
        }

        Array.Sort(rows);
        return rows;
    }

    private RangeFindings ToFindings()
    {
        var findings = new RangeFindings
        {
            Buyers = Buyers,
            RepeatBuyers = RepeatBuyers,
            Anonymous = Anonymous,
            ForCompanies = ForCompanies,
            Tally = Tally is null ? null : ReportTally.Of(Tally.AsOf, Tally.Counts, Tally.Worth),
        };
        foreach (var row in Histories)
        {
            findings.Histories.Add(new PurchaseHistory(row.X, row.Tx, row.T, TimeUnit.Days), row.Buyers);
        }

        foreach (var row in Spend)
        {
            findings.Spend.Add(row.Days, row.Bin, row.Buyers);
        }

        findings.Clients.AddRange(Clients);
        foreach (var row in Contracts)
        {
            findings.Contracts.Add(row.Renewals, row.Ended, row.Contracts);
        }

        foreach (var buyer in Sample)
        {
            findings.Sample.AddRead(buyer);
        }

        findings.Sample.Limit(SampledBelow);
        return findings;
    }

    /// <summary>Buyers with one history, in whole days.</summary>
    internal readonly record struct HistoryRow(int T, int X, int Tx, int Buyers) : IComparable<HistoryRow>
    {
        public int CompareTo(HistoryRow other) => (T, X, Tx).CompareTo((other.T, other.X, other.Tx));
    }

    internal readonly record struct SpendRow(int Days, int Bin, int Buyers);

    internal readonly record struct ContractRow(int Renewals, bool Ended, int Contracts);

    internal sealed record TallyRows(DateOnly AsOf, IReadOnlyList<TallyCount> Counts, IReadOnlyList<WorthRow> Worth);
}
