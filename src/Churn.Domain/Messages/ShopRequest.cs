using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// A report by a platform that is not about the contents of a single order (queue <c>requests</c>, without expiry). Exactly one of the parts
/// is set. Safe to process twice.
/// </summary>
public sealed record ShopRequest
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The id of the delivery in the logs; empty if the shop request came another way.</summary>
    public string Receipt { get; init; } = "";

    /// <summary>The platform has deleted a customer's record.</summary>
    public CustomerRemoval? Removal { get; init; }

    /// <summary>A person requests an export or the erasure of their data, or a shop its erasure.</summary>
    public PrivacyRequest? Privacy { get; init; }

    /// <summary>An order must be fetched from the platform, because so far only its id is known.</summary>
    public PendingFetch? Fetch { get; init; }

    /// <summary>A part of a shop's erasure, sent by the app itself.</summary>
    public ShopErasure? Erasure { get; init; }

    /// <summary>The shop has removed the app. A newer installation is not affected.</summary>
    public Uninstallation? Uninstallation { get; init; }

    /// <summary>A buyer has answered one of the shop's questions.</summary>
    public FeedbackReceipt? Feedback { get; init; }

    /// <summary>The kind of shop request, for logs.</summary>
    [JsonIgnore]
    public string Kind => Feedback is not null ? "feedback"
        : Removal is not null ? "removal"
        : Privacy is not null ? "privacy"
        : Fetch is not null ? "fetch"
        : Erasure is not null ? "erasure"
        : "uninstallation";
}

/// <summary>
/// Says that the platform deleted a customer's record. The customer's orders stay, but the platform no longer knows the customer id.
/// </summary>
public sealed record CustomerRemoval
{
    /// <summary>The customer's hashed id, under every key of the shop.</summary>
    public required ImmutableArray<Identifier> Customer { get; init; }

    public required string CustomerId { get; init; }
}

/// <summary>Asks for the contents of a range of a shop's buckets to be erased.</summary>
public sealed record ShopErasure
{
    /// <summary>First bucket, 0 to 255.</summary>
    public required int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public required int To { get; init; }

    /// <summary>Whether this is the second pass. It erases what workers that were running during the first pass wrote after it.</summary>
    public bool Again { get; init; }
}

/// <summary>Says that the shop has removed the app.</summary>
/// <param name="At">When, by the platform's clock; null if it did not say.</param>
public sealed record Uninstallation(DateTimeOffset? At);
