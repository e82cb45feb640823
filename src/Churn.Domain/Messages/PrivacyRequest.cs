using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>A legal request to export or erase data.</summary>
public sealed record PrivacyRequest
{
    public required PrivacyRequestKind Kind { get; init; }

    /// <summary>The person's identifiers, under every key of the shop; empty if the request is about the whole shop.</summary>
    public ImmutableSortedSet<Identifier> Person { get; init; } = [];

    /// <summary>The platform's customer id; null if the request has none.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The orders that the request names; empty if it names none.</summary>
    public ImmutableArray<string> OrderIds { get; init; } = [];

    /// <summary>The platform's id of the request; null if it has none.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// When the platform sent the request, by its own clock; null if it does not say. It keeps a late erasure from deleting the data of a
    /// newer installation.
    /// </summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>In the second pass only: the companies that the person had ordered for, as found by the first pass.</summary>
    public ImmutableArray<string> Companies { get; init; } = [];

    /// <summary>Whether this is the second pass of an erasure, which the app itself sends with all that the first pass found.</summary>
    public bool Again { get; init; }
}

public enum PrivacyRequestKind
{
    /// <summary>Export all data about a person.</summary>
    Export,

    /// <summary>Erase all data about a person.</summary>
    ErasePerson,

    /// <summary>Erase all data of the shop.</summary>
    EraseShop,
}
