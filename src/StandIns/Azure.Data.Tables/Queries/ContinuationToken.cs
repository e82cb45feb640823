namespace Azure.Data.Tables.Queries;

/// <summary>The service's two continuation headers as one text. The service encodes both, so neither holds a space.</summary>
internal static class ContinuationToken
{
    private const string PartitionHeader = "x-ms-continuation-NextPartitionKey";
    private const string RowHeader = "x-ms-continuation-NextRowKey";

    public static string? From(Response response)
    {
        response.Headers.TryGetValue(PartitionHeader, out var partition);
        response.Headers.TryGetValue(RowHeader, out var row);
        return partition is null && row is null ? null : $"{partition} {row}";
    }

    public static (string? Partition, string? Row) Split(string? token)
    {
        if (token is null || token.Length <= 1)
            return (null, null);
        var parts = token.Split(' ', 2);
        return (parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null);
    }
}
