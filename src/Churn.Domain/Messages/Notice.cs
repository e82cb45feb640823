using System.Text.Json.Serialization;
using Churn.Domain.Feedback;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// What a platform said that changes no single order (queue <c>notices</c>, kept until somebody takes it): exactly one of the parts is set. Safe to process twice.
/// </summary>
public sealed record Notice
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The id under which the logs know the delivery, empty for what came otherwise.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>The platform has deleted a customer's record.</summary>
    public CustomerRemoval? Removal { get; init; }

    /// <summary>Somebody wants to know or have erased what is held of them.</summary>
    public PrivacyRequest? Privacy { get; init; }

    /// <summary>An order has to be fetched from the platform before anything is known of it.</summary>
    public PendingFetch? Fetch { get; init; }

    /// <summary>A part of the shop's erasure, dealt out by ourselves.</summary>
    public ShopErasure? Erasure { get; init; }

    /// <summary>The shop has removed the app. A newer installation is not meant.</summary>
    public Uninstallation? Uninstallation { get; init; }

    /// <summary>A buyer has answered a question of the shop's.</summary>
    public FeedbackReceipt? Feedback { get; init; }

    /// <summary>What kind of notice it is, for logs.</summary>
    [JsonIgnore]
    public string Kind => Feedback is not null ? "feedback"
        : Removal is not null ? "removal"
        : Privacy is not null ? "privacy"
        : Fetch is not null ? "fetch"
        : Erasure is not null ? "erasure"
        : "uninstallation";
}
