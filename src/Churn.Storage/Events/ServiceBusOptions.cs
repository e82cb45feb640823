using System.ComponentModel.DataAnnotations;

namespace Churn.Storage.Events;

/// <summary>Where Service Bus is: setting <c>ServiceBus</c>, as the Functions host itself reads such a connection.</summary>
public sealed class ServiceBusOptions
{
    public const string Setting = "ServiceBus";

    private const string Name = "^[A-Za-z0-9]([A-Za-z0-9._/-]{0,258}[A-Za-z0-9])?$";

    /// <summary>A connection string, for machines of one's own. Empty: the identity-based settings below, or no Service Bus.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The namespace, reached by managed identity.</summary>
    public string FullyQualifiedNamespace { get; set; } = "";

    /// <summary>Client id of a user-assigned managed identity; empty: the system's or the developer's own.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The topic that events go to.</summary>
    [Required, RegularExpression(Name)]
    public string EventsTopic { get; set; } = "churn-events";

    public bool IsConfigured => ConnectionString.Length + FullyQualifiedNamespace.Length > 0;
}
