using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using CsvHelper;
using CsvHelper.Configuration;

namespace Churn.Functions.Api.Imports;

/// <summary>Reads orders from a CSV file, plain or compressed, in one pass and bounded memory.</summary>
public sealed class OrderFile(Shop shop, ImportMapping? mapping, ImportReport report)
{
    /// <summary>Orders whose further rows are waited for: the rows of an order may stand this many other orders apart.</summary>
    public const int Window = 2_000;

    /// <summary>Characters of one row at most; a quote that is never closed must not swallow the file.</summary>
    private const int MaxRow = 1_000_000;

    private readonly Dictionary<string, OrderDraft> _open = new(StringComparer.Ordinal);
    private readonly Queue<OrderDraft> _oldest = new();
    private readonly HashSet<ulong> _closed = [];

    /// <summary>ISO 4217 of rows that name no currency; null: the mapping's, or else the shop's.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// Whether a row that names no order is an order of its own, known by its line. That is for files that no platform wrote: a webhook
    /// would never name such an order.
    /// </summary>
    public bool NumbersRows { get; init; }

    /// <summary>Is given each return that names no order, as an order worth what went back; null: they are counted only.</summary>
    public Action<Order>? Returned { get; init; }

    /// <summary>All orders of the stream; what cannot be read is told in the report and left out.</summary>
    /// <exception cref="FormatException">The file as a whole cannot be read; the message is one sentence.</exception>
    public async IAsyncEnumerable<Order> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var plain = await OpenAsync(stream, cancellationToken);
        using var text = new StreamReader(plain, Encoding.UTF8);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = mapping?.Delimiter ?? ",", BadDataFound = null, MissingFieldFound = null, MaxFieldSize = MaxRow,
        });
        var row = await HeaderAsync(csv);
        while (await NextAsync(csv))
        {
            cancellationToken.ThrowIfCancellationRequested();
            report.Rows++;
            try
            {
                Take(row, csv.Parser.RawRow);
            }
            catch (FormatException failure)
            {
                report.Add(csv.Parser.RawRow, failure.Message);
            }

            if (_oldest.Count > Window && Close() is { } order)
            {
                yield return order;
            }
        }

        while (_oldest.Count > 0)
        {
            if (Close() is { } order)
            {
                yield return order;
            }
        }
    }

    internal static async Task<Stream> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        var start = await pipe.ReadAtLeastAsync(2, cancellationToken);
        var compressed = start.Buffer.Length >= 2 && start.Buffer.FirstSpan is [0x1f, 0x8b, ..];
        pipe.AdvanceTo(start.Buffer.Start);
        return compressed ? new GZipStream(pipe.AsStream(), CompressionMode.Decompress) : pipe.AsStream();
    }

    private async Task<ImportRow> HeaderAsync(CsvReader csv)
    {
        if (!await NextAsync(csv) || !csv.ReadHeader())
        {
            throw new FormatException("The file is empty.");
        }

        var named = mapping ?? ImportFormats.Of(csv.HeaderRecord!);
        return new ImportRow(csv, Currency is null ? named : named with { Currency = Currency }, shop, needsIds: !NumbersRows);
    }

    internal static async Task<bool> NextAsync(CsvReader csv)
    {
        try
        {
            return await csv.ReadAsync();
        }
        catch (Exception failure) when (failure is CsvHelperException or InvalidDataException)
        {
            throw new FormatException($"The file cannot be read on after line {csv.Parser.RawRow}.", failure);
        }
    }

    private void Take(ImportRow row, long line)
    {
        var number = NumbersRows ? $"row-{line}" : null;
        if (row.IsReturn)
        {
            Returned?.Invoke(ReadReturn(row, line));
            report.ReturnRows++;
            return;
        }

        if ((row.Group ?? number) is not { } group)
        {
            report.Add(line, "The row names no order.");
            return;
        }

        if (!_open.TryGetValue(group, out var draft))
        {
            if (_closed.Contains(Hash(group)))
            {
                report.Add(line, $"The order's other rows stand more than {Window} orders above: sort the file by order.");
                return;
            }

            _open[group] = draft = new OrderDraft(group, line, number);
            _oldest.Enqueue(draft);
        }

        draft.Add(row, line);
    }

    private Order ReadReturn(ImportRow row, long line)
    {
        var draft = new OrderDraft($"row-{line}", line, $"row-{line}") { IsReturn = true };
        draft.Add(row, line);
        return draft.ToOrder(shop);
    }

    private Order? Close()
    {
        var draft = _oldest.Dequeue();
        _open.Remove(draft.Group);
        _closed.Add(Hash(draft.Group));
        try
        {
            var order = draft.ToOrder(shop);
            report.Orders++;
            return order;
        }
        catch (FormatException failure)
        {
            report.Add(draft.BadLine, failure.Message);
            return null;
        }
    }

    // Eight bytes an order keep a file of millions in memory: two groups of one hash among ten million are a matter of one in 300,000.
    private static ulong Hash(string group) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(group)));
}
