namespace Azure.Data.Tables.Protocol;

/// <summary>
/// What an address tells: Azure has the account in the host name and the table in the path, Azurite both in the path.
/// </summary>
internal static class AccountUri
{
    public static string? AccountName(Uri endpoint)
    {
        if (IsPathStyle(endpoint))
            return Segment(endpoint, 1);
        var dot = endpoint.Host.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? endpoint.Host[..dot] : null;
    }

    public static string? TableName(Uri endpoint) => Segment(endpoint, IsPathStyle(endpoint) ? 2 : 1);

    /// <summary>The account's address, whether or not the table's name was appended to it.</summary>
    public static Uri WithoutTable(Uri endpoint, string tableName)
    {
        if (!string.Equals(TableName(endpoint), tableName, StringComparison.OrdinalIgnoreCase))
            return endpoint;
        var path = endpoint.AbsolutePath.TrimEnd('/');
        return new UriBuilder(endpoint) { Path = path[..path.LastIndexOf('/')] }.Uri;
    }

    private static bool IsPathStyle(Uri endpoint) => endpoint.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || endpoint.IsLoopback;

    private static string? Segment(Uri uri, int index) => index < uri.Segments.Length ? uri.Segments[index].TrimEnd('/') : null;
}
