using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Churn.Storage.Memory;

/// <summary>
/// The pages of a query. Each page is read when it is asked for, so it contains rows that were written ahead of it meanwhile.
/// </summary>
internal sealed class MemoryPages<T>(
    MemoryTable table, string? filter, int? maxPerPage, IEnumerable<string>? select, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : class, ITableEntity
{
    private const int PageRows = 1_000;

    private readonly IReadOnlySet<string>? _select = select?.ToHashSet(StringComparer.Ordinal);

    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var parsed = await MemoryCall.RunAsync(() => TableFilter.Parse(filter), CancellationToken);
        var (next, count) = (continuationToken is null ? null : Read(continuationToken), pageSizeHint ?? maxPerPage ?? PageRows);
        do
        {
            yield return await MemoryCall.RunAsync(() => ReadPage(parsed, next, count, out next), CancellationToken);
        }
        while (next is not null);
    }

    private Page<T> ReadPage(TableFilter parsed, MemoryRow? from, int count, out MemoryRow? next)
    {
        if (count is < 1 or > PageRows)
        {
            throw new MemoryRefusal(400, TableErrorCode.InvalidInput.ToString()).ToException();
        }

        var rows = new List<MemoryRow>();
        if (table.Read(parsed, from, count, rows, out next) is { } refusal)
        {
            throw refusal.ToException();
        }

        T[] entities = [.. rows.Select(row => MemoryEntity.Read<T>(row, _select))];
        return Page<T>.FromValues(entities, next is null ? null : Write(next), new MemoryResponse(200));
    }

    private static string Write(MemoryRow next) =>
        string.Create(CultureInfo.InvariantCulture, $"{next.PartitionKey!.Length}:{next.PartitionKey}{next.RowKey}");

    private static MemoryRow Read(string token)
    {
        var start = token.IndexOf(':', StringComparison.Ordinal) + 1;
        var end = start + int.Parse(token.AsSpan(0, start - 1), CultureInfo.InvariantCulture);
        return new MemoryRow(token[start..end], token[end..]);
    }
}
