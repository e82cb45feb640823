using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Churn.Domain.Reports;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Reports;

/// <summary>Reports in table <c>Reports</c>: one partition for each shop, and one row for each day, newest first.</summary>
public sealed class ReportStore(TableServiceClient service) : IReportStore
{
    private readonly TableClient _table = service.GetTableClient(TableNames.Reports);

    public Task SaveAsync(ShopId shop, DateOnly asOf, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var entity = new ReportEntity { PartitionKey = shop.Value, RowKey = Row(asOf), AsOf = Day.Write(asOf) };
        entity.Put(Compress(json.Span));
        EntityLimits.SizeOf(entity);
        return _table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken);
    }

    public async Task<byte[]?> FindAsync(ShopId shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<ReportEntity>(shop.Value, Row(asOf), cancellationToken: cancellationToken);
        return found.HasValue ? Decompress(found.Value!.Take()) : null;
    }

    public async Task<byte[]?> FindNewestAsync(ShopId shop, DateOnly upTo, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey ge {Row(upTo)}");
        await foreach (var entity in _table.QueryAsync<ReportEntity>(filter, maxPerPage: 1, cancellationToken: cancellationToken))
        {
            return Decompress(entity.Take());
        }

        return null;
    }

    public async IAsyncEnumerable<DateOnly> ListAsync(ShopId shop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value}");
        var rows = _table.QueryAsync<ReportEntity>(filter, select: [nameof(ReportEntity.AsOf)], cancellationToken: cancellationToken);
        await foreach (var entity in rows)
        {
            yield return Day.Read(entity.AsOf);
        }
    }

    // Rows come in the order of their keys, and the newest report should come first. So the key counts the days to the last possible day.
    private static string Row(DateOnly asOf) =>
        (DateOnly.MaxValue.DayNumber - asOf.DayNumber).ToString("D7", CultureInfo.InvariantCulture);

    private static byte[] Compress(ReadOnlySpan<byte> json)
    {
        using var packed = new MemoryStream();
        using (var zip = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(json);
        }

        return packed.ToArray();
    }

    private static byte[] Decompress(byte[] packed)
    {
        using var zip = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var json = new MemoryStream();
        zip.CopyTo(json);
        return json.ToArray();
    }
}
