using System.Reflection;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Turns the service's JSON into a <see cref="TableEntity"/> or an entity type of one's own.</summary>
internal static class EntityReader
{
    public static T ReadEntity<T>(Response response)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return Read<T>(document.RootElement);
    }

    public static IReadOnlyList<T> ReadPage<T>(Response response)
        where T : class, ITableEntity
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(Read<T>)];
    }

    private static T Read<T>(JsonElement json)
        where T : class, ITableEntity
    {
        var entity = Create<T>();
        if (entity is IDictionary<string, object> properties)
            FillDictionary(properties, json);
        else
            FillMembers(entity, json);
        return entity;
    }

    private static T Create<T>()
    {
        try
        {
            return Activator.CreateInstance<T>();
        }
        catch (TargetInvocationException ex) when (ex.InnerException is not null)
        {
            throw ex.InnerException;
        }
    }

    private static void FillDictionary(IDictionary<string, object> properties, JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name == SystemProperties.ODataETag)
                properties[SystemProperties.ODataETag] = property.Value.GetString()!;
            else if (!property.Name.StartsWith(SystemProperties.ODataPrefix, StringComparison.Ordinal)
                && !property.Name.EndsWith(SystemProperties.TypeSuffix, StringComparison.Ordinal))
                properties[property.Name] = PropertyReader.ReadAnnotated(property.Value, TypeOf(json, property.Name))!;
        }
    }

    // The timestamp is a system property and comes without an annotation from Azure.
    private static string? TypeOf(JsonElement json, string name)
    {
        if (name == SystemProperties.Timestamp)
            return EdmTypes.DateTime;
        return json.TryGetProperty(name + SystemProperties.TypeSuffix, out var type) ? type.GetString() : null;
    }

    private static void FillMembers(ITableEntity entity, JsonElement json)
    {
        if (json.TryGetProperty(SystemProperties.PartitionKey, out var partitionKey))
            entity.PartitionKey = partitionKey.GetString()!;
        if (json.TryGetProperty(SystemProperties.RowKey, out var rowKey))
            entity.RowKey = rowKey.GetString()!;
        if (json.TryGetProperty(SystemProperties.Timestamp, out var timestamp))
            entity.Timestamp = (DateTimeOffset?)PropertyReader.ReadAnnotated(timestamp, EdmTypes.DateTime);
        if (json.TryGetProperty(SystemProperties.ODataETag, out var etag))
            entity.ETag = new ETag(etag.GetString()!);
        foreach (var member in EntityShape.Of(entity.GetType()).Members)
        {
            if (member.Set is null || EntityShape.IsSystemProperty(member.Name))
                continue;
            if (json.TryGetProperty(member.Name, out var value))
                member.Set(entity, PropertyReader.ReadAs(value, member.Type));
        }
    }
}
