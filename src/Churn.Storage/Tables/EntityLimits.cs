using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Churn.Storage.Tables;

/// <summary>
/// Checks the limits of Azure Table Storage before sending. Azurite accepts more, so a row that Azure would refuse must be found here.
/// </summary>
internal static class EntityLimits
{
    public const int TransactionActions = 100;
    public const int TransactionBytes = 4 * 1024 * 1024;
    public const int EntityBytes = 1024 * 1024;
    public const int ColumnBytes = 64 * 1024;
    public const int Columns = 252;
    public const int KeyLength = 512;

    /// <summary>
    /// What a multipart request adds to each entity: boundaries, headers, the URL. The entity's text itself is counted at two bytes a
    /// character, which is more than its JSON needs.
    /// </summary>
    private const int ActionOverhead = 1024;

    private const int BadRequest = 400;
    private const int TooLarge = 413;

    private static readonly DateTimeOffset FirstTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="InvalidOperationException">
    /// A limit is exceeded; the message names the limit and the row, not the contents.
    /// </exception>
    public static void Check(IReadOnlyList<TableTransactionAction> transaction)
    {
        if (FindFault([.. transaction.Select(action => RowContent.Of(action.Entity))]) is var (action, fault))
        {
            Refuse(transaction[action].Entity, fault);
        }
    }

    /// <summary>The entity's size as Azure counts it, bytes.</summary>
    /// <exception cref="InvalidOperationException">A limit is exceeded.</exception>
    public static long SizeOf(ITableEntity entity)
    {
        if (FindFault(RowContent.Of(entity), out var size) is { } fault)
        {
            Refuse(entity, fault);
        }

        return size;
    }

    /// <summary>The first action for which Azure would refuse the transaction, and why; null if it is within all limits.</summary>
    public static (int Action, LimitFault Fault)? FindFault(IReadOnlyList<RowContent> transaction)
    {
        if (transaction.Count > TransactionActions)
        {
            var limit = $"{transaction.Count} actions; a transaction holds {TransactionActions}";
            return (TransactionActions, Fault(TableErrorCode.InvalidInput, limit));
        }

        var rows = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        for (var action = 0; action < transaction.Count; action++)
        {
            var row = transaction[action];
            if (row.PartitionKey != transaction[0].PartitionKey)
            {
                return (action, Fault(TableErrorCode.CommandsInBatchActOnDifferentPartitions, "a transaction stays in one partition"));
            }

            if (!rows.Add(row.RowKey))
            {
                return (action, Fault(TableErrorCode.InvalidDuplicateRow, "a row stands once in a transaction"));
            }

            if (FindFault(row, out var size) is { } fault)
            {
                return (action, fault);
            }

            total += size + ActionOverhead;
        }

        return total > TransactionBytes
            ? (0, new LimitFault(TooLarge, "RequestBodyTooLarge", $"the transaction is over {TransactionBytes} bytes"))
            : null;
    }

    /// <summary>Why Azure would refuse the row; null if it is within all limits. The size is what Azure counts, bytes.</summary>
    public static LimitFault? FindFault(RowContent row, out long size)
    {
        size = 4L + ((row.PartitionKey.Length + row.RowKey.Length) * 2L);
        if ((FindFault(row.PartitionKey) ?? FindFault(row.RowKey)) is { } keyFault)
        {
            return keyFault;
        }

        foreach (var (name, value) in row.Columns)
        {
            var bytes = SizeOf(value);
            if (bytes > ColumnBytes)
            {
                return Fault(TableErrorCode.PropertyValueTooLarge, $"column {name} is over {ColumnBytes} bytes");
            }

            if (value is DateTimeOffset time && time < FirstTime)
            {
                return Fault(TableErrorCode.OutOfRangeInput, $"column {name} is before {FirstTime.Year}");
            }

            size += 8 + (name.Length * 2L) + bytes;
        }

        return row.Columns.Length > Columns
            ? Fault(TableErrorCode.TooManyProperties, $"{row.Columns.Length} columns; a row holds {Columns}")
            : size > EntityBytes ? Fault(TableErrorCode.EntityTooLarge, $"the row is over {EntityBytes} bytes")
            : null;
    }

    private static long SizeOf(object value) => value switch
    {
        string text => text.Length * 2L,
        byte[] bytes => bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    private static LimitFault? FindFault(string key) => key.Length > KeyLength
        ? Fault(TableErrorCode.KeyValueTooLarge, $"a key has more than {KeyLength} characters")
        : key.AsSpan().ContainsAny("/\\#?") || key.Any(char.IsControl)
            ? Fault(TableErrorCode.OutOfRangeInput, "a key holds a forbidden character")
            : null;

    private static LimitFault Fault(TableErrorCode code, string limit) => new(BadRequest, code.ToString(), limit);

    private static void Refuse(ITableEntity entity, LimitFault fault) =>
        throw new InvalidOperationException($"Row {entity.RowKey} in partition {entity.PartitionKey}: {fault.Limit}.");
}

/// <summary>A limit of Azure Table Storage that a row or a transaction exceeds.</summary>
/// <param name="Status">The HTTP status with which Azure refuses it.</param>
/// <param name="Code">The error code of that answer.</param>
/// <param name="Limit">The limit in words, without the row's contents.</param>
internal sealed record LimitFault(int Status, string Code, string Limit);

/// <summary>The keys and columns of a row, as they are sent.</summary>
internal readonly record struct RowContent(string PartitionKey, string RowKey, KeyValuePair<string, object>[] Columns)
{
    public static RowContent Of(ITableEntity entity) => new(entity.PartitionKey, entity.RowKey, EntityColumns.Of(entity));
}
