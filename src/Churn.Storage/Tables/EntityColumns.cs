using System.Collections.Concurrent;
using System.Reflection;
using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>An entity's columns as the client library sends them: its properties or dictionary entries that have a value.</summary>
internal static class EntityColumns
{
    private const string ETagKey = "odata.etag";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>Name and value of each column. Values have the types that table storage has.</summary>
    public static KeyValuePair<string, object>[] Of(ITableEntity entity) =>
        [.. entity is TableEntity table ? OfEntries(table) : OfProperties(entity)];

    /// <summary>The columns of a type of entity, without keys, time and ETag.</summary>
    public static PropertyInfo[] PropertiesOf(Type type) => Known.GetOrAdd(type, static type =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.CanWrite && !IsOfTheStore(property.Name)),
    ]);

    public static bool IsOfTheStore(string name) => name is nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)
        or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag) or ETagKey;

    private static IEnumerable<KeyValuePair<string, object>> OfEntries(TableEntity entity) => entity
        .Where(column => column.Value is not null && !IsOfTheStore(column.Key))
        .Select(column => KeyValuePair.Create(column.Key, Stored(column.Value)));

    private static IEnumerable<KeyValuePair<string, object>> OfProperties(ITableEntity entity)
    {
        foreach (var property in PropertiesOf(entity.GetType()))
        {
            if (property.GetValue(entity) is { } value)
            {
                yield return KeyValuePair.Create(property.Name, Stored(value));
            }
        }
    }

    private static object Stored(object value) => value switch
    {
        string or bool or int or long or double or Guid => value,
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime time => new DateTimeOffset(time.ToUniversalTime()),
        byte[] bytes => bytes.ToArray(),
        BinaryData bytes => bytes.ToArray(),
        _ => throw new NotSupportedException($"Table storage has no column of type {value.GetType()}."),
    };
}
