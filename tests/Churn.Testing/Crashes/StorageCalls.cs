namespace Churn.Testing.Crashes;

/// <summary>Names the requests to tables and queues. The names are read from the requests themselves.</summary>
public static class StorageCalls
{
    /// <summary>The sending of an event, between the transaction that stores it and the one that records that it was sent.</summary>
    public const string SentEvent = "send event";

    private const string Mark = "DEAD ";

    /// <summary>
    /// Every kind of request that workers make to record, merge, move and amend orders and to take messages off the queues. Marks and
    /// erasures make no other kinds; the histories with interleaved workers let workers die at those.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SentEvent, "read buyer", "read order", "read ledger", "claim", "read claim", "turn claim",
        "record", "write alias", "take in", "take away", "settle", "receive", "delete message",
    ];

    public static string NameOf(string method, string pathAndQuery, string body) => (method, pathAndQuery) switch
    {
        ("GET", var path) when path.Contains("/messages", StringComparison.Ordinal) => "receive",
        ("POST", var path) when path.Contains("/buyer-events/", StringComparison.Ordinal) => SentEvent,
        ("DELETE", var path) when path.Contains("/messages/", StringComparison.Ordinal) => "delete message",
        ("GET", var path) when path.Contains("/Identities", StringComparison.Ordinal) => "read claim",
        ("GET", var path) when path.Contains("RowKey='b:", StringComparison.Ordinal) => "read buyer",
        ("GET", var path) when path.Contains("RowKey='o:", StringComparison.Ordinal) => "read order",
        ("GET", var path) when path.Contains("$filter", StringComparison.Ordinal) => "read ledger",
        ("POST", var path) when path.Contains("/Identities", StringComparison.Ordinal) => "claim",
        ("PUT" or "PATCH" or "MERGE", var path) when path.Contains("/Identities", StringComparison.Ordinal) => "turn claim",
        ("POST", var path) when path.Contains("/$batch", StringComparison.Ordinal) => NameOfBatch(body),
        _ => $"{method} {pathAndQuery}",
    };

    /// <summary>Returns the line that a dying worker prints.</summary>
    public static string Line(string call, bool after) => $"{Mark}{(after ? "after" : "before")} {call}";

    /// <summary>Returns the point of death from a worker's output, or null.</summary>
    public static string? Read(string output) =>
        output.Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..];

    private static string NameOfBatch(string body) =>
        body.Contains("\nDELETE ", StringComparison.Ordinal) ? "take away"
        : body.Contains("\"MergedInto\":\"", StringComparison.Ordinal) ? "write alias"
        : body.Contains("\"RowKey\":\"o:", StringComparison.Ordinal) ? "record"
        : body.Contains("\"Ledgers\":\"", StringComparison.Ordinal) ? "take in"
        : "settle";
}
