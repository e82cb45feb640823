namespace Churn.TestSupport.Crashes;

/// <summary>Names for what is asked of tables and queues, told from the requests themselves.</summary>
public static class StorageCalls
{
    /// <summary>One of 256 at once, when an order's buyer is looked for in every bucket.</summary>
    public const string IndexRead = "read index";

    /// <summary>An event, between the transaction that made it true and the one that notes that it is out.</summary>
    public const string SentEvent = "send event";

    private const string Mark = "DEAD ";

    /// <summary>
    /// Every kind of request that recording, merging, amending and searching make, and those that take their messages off the queues. Taking people apart makes one
    /// more, which gives identifiers back: workers die at it in SharedIdentifierTests.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SentEvent, "read buyer", "read order", "read ledger", IndexRead, "claim", "read owner",
        "record", "announce", "write alias", "copy page", "remove page", "settle", "receive", "delete message",
    ];

    public static string NameOf(string method, string pathAndQuery, string body) => (method, pathAndQuery) switch
    {
        ("GET", var path) when path.Contains("/messages", StringComparison.Ordinal) => "receive",
        ("POST", var path) when path.Contains("/events-", StringComparison.Ordinal) => SentEvent,
        ("DELETE", var path) when path.Contains("/messages/", StringComparison.Ordinal) => "delete message",
        ("GET", var path) when path.Contains("RowKey='b:", StringComparison.Ordinal) => "read buyer",
        ("GET", var path) when path.Contains("RowKey='o:", StringComparison.Ordinal) => "read order",
        ("GET", var path) when path.Contains("RowKey='x:", StringComparison.Ordinal) => IndexRead,
        ("GET", var path) when path.Contains("$filter", StringComparison.Ordinal) => "read ledger",
        ("GET", var path) when path.Contains("/Identities", StringComparison.Ordinal) => "read owner",
        ("POST", var path) when path.Contains("/Identities", StringComparison.Ordinal) => "claim",
        ("PUT" or "PATCH" or "MERGE", var path) when path.Contains("/Identities", StringComparison.Ordinal) => "assign",
        ("POST", var path) when path.Contains("/$batch", StringComparison.Ordinal) => NameOfBatch(body),
        _ => $"{method} {pathAndQuery}",
    };

    /// <summary>What a dying worker prints.</summary>
    public static string Line(string call, bool after) => $"{Mark}{(after ? "after" : "before")} {call}";

    /// <summary>The point of death in a worker's output, or null.</summary>
    public static string? Read(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..];

    private static string NameOfBatch(string body)
    {
        var orders = body.Contains("\"RowKey\":\"o:", StringComparison.Ordinal);
        var arriving = body.Contains("\"Arriving\":\"", StringComparison.Ordinal);
        return body.Contains("\nDELETE ", StringComparison.Ordinal) ? "remove page"
            : body.Contains("\"MergedInto\":\"", StringComparison.Ordinal) ? "write alias"
            : orders ? (arriving ? "copy page" : "record")
            : arriving ? "announce" : "settle";
    }
}
