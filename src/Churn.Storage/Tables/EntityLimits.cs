using System.Collections.Concurrent;
using System.Reflection;
using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>
/// Azure Table Storage's limits, checked before sending: the local engine lets more pass, and a row that Azure refuses must be found here.
/// </summary>
internal static class EntityLimits
{
    public const int TransactionActions = 100;
    public const int TransactionBytes = 4 * 1024 * 1024;
    public const int EntityBytes = 1024 * 1024;
    public const int ColumnBytes = 64 * 1024;
    public const int Columns = 252;
    public const int KeyLength = 512;

    /// <summary>What a multipart request adds to each entity: boundaries, headers, the URL. The text itself is counted at two bytes a character, more than JSON needs.</summary>
    private const int ActionOverhead = 1024;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> OwnColumns = new();

    /// <exception cref="InvalidOperationException">A limit is exceeded; the message names the limit and the row, never its contents.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> transaction)
    {
        Require(transaction.Count is > 0 and <= TransactionActions, $"{transaction.Count} actions; a transaction holds 1 to {TransactionActions}", transaction[0].Entity);
        var partition = transaction[0].Entity.PartitionKey;
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var action in transaction)
        {
            Require(action.Entity.PartitionKey == partition, "a transaction stays in one partition", action.Entity);
            Require(rows.Add(action.Entity.RowKey), "a row stands once in a transaction", action.Entity);
            total += SizeOf(action.Entity) + ActionOverhead;
        }

        Require(total <= TransactionBytes, $"the transaction is over {TransactionBytes} bytes", transaction[0].Entity);
    }

    /// <summary>The entity's size as Azure counts it, bytes.</summary>
    /// <exception cref="InvalidOperationException">A limit is exceeded.</exception>
    public static long SizeOf(ITableEntity entity)
    {
        CheckKey(entity.PartitionKey, entity);
        CheckKey(entity.RowKey, entity);
        var size = 4L + ((entity.PartitionKey.Length + entity.RowKey.Length) * 2L);
        var columns = 0;
        foreach (var property in OwnColumns.GetOrAdd(entity.GetType(), ColumnsOf))
        {
            if (property.GetValue(entity) is not { } value)
            {
                continue;
            }

            columns++;
            var bytes = SizeOf(value);
            Require(bytes <= ColumnBytes, $"column {property.Name} is over {ColumnBytes} bytes", entity);
            size += 8 + (property.Name.Length * 2L) + bytes;
        }

        Require(columns <= Columns, $"{columns} columns; a row holds {Columns}", entity);
        Require(size <= EntityBytes, $"the row is over {EntityBytes} bytes", entity);
        return size;
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

    private static PropertyInfo[] ColumnsOf(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.Name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag)))];

    private static void CheckKey(string key, ITableEntity entity) => Require(
        key.Length <= KeyLength && !key.AsSpan().ContainsAny("/\\#?") && !key.Any(char.IsControl), "a key is too long or holds a forbidden character", entity);

    private static void Require(bool holds, string limit, ITableEntity entity)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Row {entity.RowKey} in partition {entity.PartitionKey}: {limit}.");
        }
    }
}
