using System.Collections.Concurrent;
using System.Reflection;
using Azure.Data.Tables;
using Churn.Storage.Tables;

namespace Churn.Storage.Memory;

/// <summary>Makes entities of rows, as the client library does.</summary>
internal static class MemoryEntity
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Properties = new();

    /// <param name="select">The columns that are asked for; null for all.</param>
    public static T Read<T>(MemoryRow row, IReadOnlySet<string>? select)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        entity.ETag = row.ETag;
        if (IsSelected(nameof(entity.PartitionKey)))
        {
            entity.PartitionKey = row.PartitionKey;
        }

        if (IsSelected(nameof(entity.RowKey)))
        {
            entity.RowKey = row.RowKey;
        }

        if (IsSelected(nameof(entity.Timestamp)))
        {
            entity.Timestamp = row.Timestamp;
        }

        var (table, properties) = (entity as TableEntity, PropertiesOf(typeof(T)));
        foreach (var (name, stored) in row.Columns)
        {
            if (!IsSelected(name))
            {
                continue;
            }

            // The reader may change what it gets, so bytes are copied.
            var value = stored is byte[] bytes ? bytes.ToArray() : stored;
            if (table is not null)
            {
                table[name] = value;
            }
            else if (properties.TryGetValue(name, out var property))
            {
                property.SetValue(entity, value);
            }
        }

        return entity;

        bool IsSelected(string name) => select is null || select.Contains(name);
    }

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type) => Properties.GetOrAdd(
        type, static type => EntityColumns.PropertiesOf(type).ToDictionary(property => property.Name, StringComparer.Ordinal));
}
