namespace Churn.Domain.Shops;

/// <summary>The types of events that leave the pipeline. docs/events.md describes their data.</summary>
public static class EventTypes
{
    /// <summary>A buyer's relationship, activity or priority has changed.</summary>
    public const string Classified = "churn.buyer.classified";

    /// <summary>Two buyers turned out to be one.</summary>
    public const string Merged = "churn.buyer.merged";

    /// <summary>A person was erased.</summary>
    public const string Redacted = "churn.buyer.redacted";

    /// <summary>A buyer turned out to be several people.</summary>
    public const string Split = "churn.buyer.split";

    /// <summary>A contract's term is about to end.</summary>
    public const string ContractEnding = "churn.contract.ending";

    /// <summary>An offer is ready to be sent.</summary>
    public const string OfferReady = "churn.offer.ready";

    /// <summary>An offer that was ready must no longer be sent.</summary>
    public const string OfferWithdrawn = "churn.offer.withdrawn";

    /// <summary>An offer's outcome is known.</summary>
    public const string OfferClosed = "churn.offer.closed";

    /// <summary>A task for the shop's staff is due.</summary>
    public const string TaskDue = "churn.task.due";

    /// <summary>A nightly run has finished.</summary>
    public const string RunFinished = "churn.run.finished";

    /// <summary>The export of a person's data is ready to be fetched.</summary>
    public const string ExportReady = "churn.export.ready";

    public static IReadOnlyList<string> All { get; } =
        [Classified, Merged, Redacted, Split, ContractEnding, OfferReady, OfferWithdrawn, OfferClosed, TaskDue, RunFinished, ExportReady];
}
