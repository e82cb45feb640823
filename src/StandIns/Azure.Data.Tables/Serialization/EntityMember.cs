using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Serialization;

/// <summary>A public property or field of an entity type, and the name it is stored under.</summary>
internal sealed class EntityMember
{
    private EntityMember(MemberInfo member, Type type, Func<object, object?>? get, Action<object, object?>? set)
    {
        Name = member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
        Type = type;
        Get = get;
        Set = set;
    }

    public string Name { get; }

    public Type Type { get; }

    public Func<object, object?>? Get { get; }

    public Action<object, object?>? Set { get; }

    /// <summary>Properties count when they are public, one way or both; a property that only computes is stored and never read back.</summary>
    public static EntityMember? From(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(IgnoreDataMemberAttribute)) => null,
        PropertyInfo property when property.GetIndexParameters().Length == 0 => new EntityMember(
            property,
            property.PropertyType,
            property.GetMethod is { IsPublic: true } ? property.GetValue : null,
            property.SetMethod is { IsPublic: true } ? property.SetValue : null),
        FieldInfo field => new EntityMember(field, field.FieldType, field.GetValue, field.IsInitOnly ? null : field.SetValue),
        _ => null,
    };
}
