using System.ComponentModel.DataAnnotations;

namespace Churn.Storage.Queues;

/// <summary>The queues' names; each is an app setting of the property's name, which the triggers read too.</summary>
public sealed class QueueOptions
{
    private const string Name = "^[a-z0-9](?!.*--)[a-z0-9-]{1,54}[a-z0-9]$";

    [Required, RegularExpression(Name)]
    public string OrdersQueue { get; set; } = "orders";

    [Required, RegularExpression(Name)]
    public string AmendmentsQueue { get; set; } = "amendments";

    /// <summary>Where looks for orders wait, for days, that may stand in two ledgers.</summary>
    [Required, RegularExpression(Name)]
    public string SearchesQueue { get; set; } = "searches";

    [Required, RegularExpression(Name)]
    public string ReclassifyQueue { get; set; } = "reclassify";

    [Required, RegularExpression(Name)]
    public string OffersQueue { get; set; } = "offers";

    /// <summary>Where requests and events wait that touch no single order: privacy, uninstallations, orders to be fetched.</summary>
    [Required, RegularExpression(Name)]
    public string NoticesQueue { get; set; } = "notices";

    [Required, RegularExpression(Name)]
    public string RebuildQueue { get; set; } = "rebuild";

    [Required, RegularExpression(Name)]
    public string AccountsQueue { get; set; } = "accounts";

    /// <summary>Where nightly runs whose ranges are all done wait to be finished.</summary>
    [Required, RegularExpression(Name)]
    public string RunsQueue { get; set; } = "runs";

    /// <summary>Where buyers wait whose events may not be out.</summary>
    [Required, RegularExpression(Name)]
    public string OutboxQueue { get; set; } = "outbox";

    /// <summary>Where subjects wait whose events are to be sent to an endpoint.</summary>
    [Required, RegularExpression(Name)]
    public string DeliveriesQueue { get; set; } = "deliveries";

    /// <summary>Where events go when no Service Bus is configured, for others to take.</summary>
    [Required, RegularExpression(Name)]
    public string BuyerEventsQueue { get; set; } = "buyer-events";

    /// <summary>All that this app works off, for whoever creates or empties them.</summary>
    public IReadOnlyList<string> All => [OrdersQueue, AmendmentsQueue, SearchesQueue, ReclassifyQueue, OffersQueue, NoticesQueue, RebuildQueue, AccountsQueue, RunsQueue, OutboxQueue, DeliveriesQueue];
}
