namespace Churn.Storage.Queues;

/// <summary>The names of the app's queues. The triggers and <c>infra/</c> use the same ones.</summary>
public static class QueueNames
{
    public const string Orders = "orders";

    public const string Amendments = "amendments";

    /// <summary>Merges that are looked at again when their workers have ended.</summary>
    public const string MergeChecks = "merge-checks";

    public const string Reclassify = "reclassify";

    public const string Offers = "offers";

    /// <summary>Requests and events that touch no single order: privacy, uninstallations, orders to be fetched.</summary>
    public const string Notices = "notices";

    public const string Rebuild = "rebuild";

    public const string Accounts = "accounts";

    /// <summary>Nightly runs whose ranges are all done and that are to be finished.</summary>
    public const string Runs = "runs";

    /// <summary>Buyers whose events may not be published yet.</summary>
    public const string Outbox = "outbox";

    /// <summary>Subjects whose events are to be sent to an endpoint.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>Events for other programs to take, where setting <c>EventSink</c> is <c>queue</c>. The app itself works nothing off here.</summary>
    public const string BuyerEvents = "buyer-events";

    /// <summary>The suffix of the queue to which the Functions host moves a message that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>The queues that this app works off.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Orders, Amendments, MergeChecks, Reclassify, Offers, Notices, Rebuild, Accounts, Runs, Outbox, Deliveries];
}
