using System.Net;

namespace Azure.Storage.Queues.Authentication;

internal static class QueryText
{
    /// <summary>The query's parameters: names in lower case, values decoded, those of one name joined by commas.</summary>
    public static IEnumerable<(string Name, string Value)> Parse(Uri uri) =>
        uri.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(parts => (Name: WebUtility.UrlDecode(parts[0]).ToLowerInvariant(), Value: parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : string.Empty))
            .GroupBy(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)
            .Select(group => (group.Key, string.Join(',', group.Order(StringComparer.Ordinal))));
}
