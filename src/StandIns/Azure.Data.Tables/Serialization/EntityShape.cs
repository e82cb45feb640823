using System.Collections.Concurrent;
using System.Reflection;

namespace Azure.Data.Tables.Serialization;

/// <summary>The members of an entity type, in declaration order, worked out once for each type.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    private EntityShape(Type type)
    {
        Members = [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance).Select(EntityMember.From).OfType<EntityMember>()];
    }

    public IReadOnlyList<EntityMember> Members { get; }

    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static t => new EntityShape(t));

    /// <summary>The keys, the timestamp and the ETag travel through <see cref="ITableEntity"/>, which may be implemented explicitly.</summary>
    public static bool IsSystemProperty(string name) =>
        name is SystemProperties.PartitionKey or SystemProperties.RowKey or SystemProperties.Timestamp or SystemProperties.ETag;
}
