namespace Churn.Storage.Queues;

/// <summary>The names of the app's queues. The triggers and <c>infra/</c> use the same names.</summary>
public static class QueueNames
{
    public const string Orders = "orders";

    public const string Amendments = "amendments";

    /// <summary>Merges that are looked at again when their workers have ended.</summary>
    public const string MergeChecks = "merge-checks";

    public const string Reclassify = "reclassify";

    public const string Offers = "offers";

    /// <summary>Requests and events that concern no single order: privacy, uninstallations, orders to be fetched.</summary>
    public const string ShopRequests = "requests";

    public const string Rebuild = "rebuild";

    public const string Accounts = "accounts";

    /// <summary>Nightly runs to be finished, because all their ranges are done.</summary>
    public const string Runs = "runs";

    /// <summary>Buyers who may have unpublished events.</summary>
    public const string Outbox = "outbox";

    /// <summary>Subjects whose events are to be sent to an endpoint.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>
    /// Events for other programs to take, if the setting <c>EventSink</c> is <c>queue</c>. The app itself handles nothing here.
    /// </summary>
    public const string BuyerEvents = "buyer-events";

    /// <summary>The suffix of the queue to which the Functions host moves a message that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>The queues whose messages this app handles.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Orders, Amendments, MergeChecks, Reclassify, Offers, ShopRequests, Rebuild, Accounts, Runs, Outbox, Deliveries];
}
