using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Storage.Tables;

namespace Churn.Storage.Memory;

/// <summary>A table's rows in the order of their keys.</summary>
internal sealed class MemoryTable(TimeProvider time)
{
    private static readonly MemoryRefusal TableNotFound = new(404, TableErrorCode.TableNotFound.ToString());
    private static readonly MemoryRefusal EntityNotFound = new(404, TableErrorCode.ResourceNotFound.ToString());
    private static readonly MemoryRefusal EntityExists = new(409, TableErrorCode.EntityAlreadyExists.ToString());
    private static readonly MemoryRefusal ETagChanged = new(412, TableErrorCode.UpdateConditionNotSatisfied.ToString());

    private readonly Lock _gate = new();
    private readonly SortedSet<MemoryRow> _rows = new(MemoryRow.Order);
    private bool _exists;
    private long _writes;

    /// <summary>Creates the table. Returns false if it already exists.</summary>
    public bool TryCreate()
    {
        lock (_gate)
        {
            return !_exists && (_exists = true);
        }
    }

    /// <summary>Deletes the table. Returns false if there was none.</summary>
    public bool TryDelete()
    {
        lock (_gate)
        {
            _rows.Clear();
            return _exists && !(_exists = false);
        }
    }

    public MemoryRefusal? Find(string partitionKey, string rowKey, out MemoryRow? row)
    {
        lock (_gate)
        {
            return _rows.TryGetValue(new MemoryRow(partitionKey, rowKey), out row) ? null : _exists ? EntityNotFound : TableNotFound;
        }
    }

    /// <summary>
    /// Reads the matching rows, at most <paramref name="count"/>, and the key of the first matching row that was left out.
    /// </summary>
    public MemoryRefusal? Read(TableFilter filter, MemoryRow? from, int count, List<MemoryRow> rows, out MemoryRow? next)
    {
        next = null;
        lock (_gate)
        {
            if (!_exists)
            {
                return TableNotFound;
            }

            var (first, last) = (from ?? filter.First, filter.Last);
            foreach (var row in MemoryRow.Order.Compare(first, last) <= 0 ? _rows.GetViewBetween(first, last) : [])
            {
                if (!filter.Matches(row))
                {
                    continue;
                }

                if (rows.Count == count)
                {
                    next = new MemoryRow(row.PartitionKey, row.RowKey);
                    break;
                }

                rows.Add(row);
            }

            return null;
        }
    }

    /// <summary>Writes all rows or none.</summary>
    /// <param name="writes">The writes, each of a different row.</param>
    /// <param name="etags">The new ETag of each row; default for a deleted row.</param>
    /// <param name="failed">The index of the write that is refused.</param>
    public MemoryRefusal? Write(MemoryWrite[] writes, out ETag[] etags, out int failed)
    {
        etags = new ETag[writes.Length];
        lock (_gate)
        {
            var rows = new (MemoryRow? Old, MemoryRow? New)[writes.Length];
            for (failed = 0; failed < writes.Length; failed++)
            {
                if (Prepare(writes[failed], out rows[failed]) is { } refusal)
                {
                    return refusal;
                }
            }

            for (var i = 0; i < rows.Length; i++)
            {
                etags[i] = Put(rows[i].Old, rows[i].New);
            }

            return null;
        }
    }

    private MemoryRefusal? Prepare(MemoryWrite write, out (MemoryRow? Old, MemoryRow? New) rows)
    {
        var (partitionKey, rowKey, columns) = write.Content;
        _rows.TryGetValue(new MemoryRow(partitionKey, rowKey), out var old);
        rows = (old, write.Kind == TableTransactionActionType.Delete ? null : new MemoryRow(partitionKey, rowKey) { Columns = columns });
        if (Refuse(write, old) is { } refusal)
        {
            return refusal;
        }

        if (old is null || write.Kind is not (TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge))
        {
            return null;
        }

        KeyValuePair<string, object>[] merged = [.. columns.UnionBy(old.Columns, column => column.Key)];
        rows.New = rows.New! with { Columns = merged };
        return EntityLimits.FindFault(new RowContent(partitionKey, rowKey, merged), out _) is { } fault ? MemoryRefusal.Of(fault) : null;
    }

    private MemoryRefusal? Refuse(MemoryWrite write, MemoryRow? old) => !_exists ? TableNotFound : write.Kind switch
    {
        TableTransactionActionType.Add => old is null ? null : EntityExists,
        TableTransactionActionType.UpsertMerge or TableTransactionActionType.UpsertReplace => null,
        _ when old is null => EntityNotFound,
        _ => write.Guard == ETag.All || write.Guard == old.ETag ? null : ETagChanged,
    };

    private ETag Put(MemoryRow? old, MemoryRow? row)
    {
        if (old is not null)
        {
            _rows.Remove(old);
        }

        if (row is null)
        {
            return default;
        }

        var etag = new ETag(string.Create(CultureInfo.InvariantCulture, $"W/\"{++_writes}\""));
        var written = row with { ETag = etag, Timestamp = time.GetUtcNow() };
        _rows.Add(written);
        return written.ETag;
    }
}

/// <summary>One action on one row, as a client would send it.</summary>
/// <param name="Guard">The ETag that the row must have; default or <see cref="Azure.ETag.All"/> for any.</param>
internal readonly record struct MemoryWrite(TableTransactionActionType Kind, RowContent Content, ETag Guard)
{
    public static MemoryWrite Of(TableTransactionAction action) => new(action.ActionType, RowContent.Of(action.Entity), action.ETag);
}
