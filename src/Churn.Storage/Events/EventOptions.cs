using System.ComponentModel.DataAnnotations;

namespace Churn.Storage.Events;

/// <summary>
/// Where events go besides the shops' endpoints: to Service Bus (setting <c>ServiceBus</c>) and to the storage queue (setting
/// <c>EventSink</c>).
/// </summary>
public sealed class EventOptions
{
    /// <summary>The connection to Service Bus, as the Functions host itself reads such a connection.</summary>
    public const string ServiceBus = "ServiceBus";

    /// <summary>The setting that turns the queue <c>buyer-events</c> on.</summary>
    public const string EventSink = "EventSink";

    /// <summary>The value of <see cref="EventSink"/> that turns the queue on.</summary>
    public const string Queue = "queue";

    /// <summary>A connection string, for local machines. Empty: the identity-based settings below, or no Service Bus.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The Service Bus namespace. The settings <c>credential</c> and <c>clientId</c> beside it name the identity that is used.
    /// </summary>
    public string FullyQualifiedNamespace { get; set; } = "";

    /// <summary><c>queue</c>: events go to the storage queue too. Empty: they do not.</summary>
    [RegularExpression($"^({Queue})?$", ErrorMessage = "EventSink takes \"queue\" or nothing: leave it out, or set it to queue.")]
    public string Sink { get; set; } = "";

    public bool HasServiceBus => ConnectionString.Length + FullyQualifiedNamespace.Length > 0;

    public bool HasQueue => Sink == Queue;

    /// <summary>Whether events of every shop are taken, with or without endpoints of its own.</summary>
    public bool IsConfigured => HasServiceBus || HasQueue;
}
