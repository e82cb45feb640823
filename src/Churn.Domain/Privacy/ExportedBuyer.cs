using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Feedback;
using Churn.Domain.Identities;
using Churn.Domain.Orders;

namespace Churn.Domain.Privacy;

/// <summary>A buyer as an export tells of them: the facts, the labels with their reasons, and every order in the ledger.</summary>
public sealed record ExportedBuyer
{
    public required string Id { get; init; }

    /// <summary>Hashes of what the person was recognised by.</summary>
    public required ImmutableArray<Identifier> Identifiers { get; init; }

    public required BuyerFacts Facts { get; init; }

    public required Relationship Relationship { get; init; }

    public required Activity Activity { get; init; }

    /// <summary>The day that the labels hold for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The policy that gave the labels.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Why, one a rule.</summary>
    public required ImmutableArray<ExportedReason> Reasons { get; init; }

    /// <summary>Offers made so far, <c>kind:episode</c>.</summary>
    public required ImmutableArray<string> OfferEpisodes { get; init; }

    /// <summary>The latest answer to each question that the shop asked.</summary>
    public required ImmutableArray<FeedbackAnswer> Answers { get; init; }

    /// <summary>In the order they were placed.</summary>
    public required ImmutableArray<Order> Orders { get; init; }

    public static ExportedBuyer Of(Buyer buyer, IEnumerable<Order> ledger) => new()
    {
        Id = buyer.Key.Buyer.Value,
        Identifiers = [.. buyer.Evidence.Identifiers],
        Facts = buyer.Facts,
        Relationship = buyer.Class.Relationship,
        Activity = buyer.Class.Activity,
        AsOf = buyer.Class.AsOf,
        PolicyVersion = buyer.Class.PolicyVersion,
        Reasons = [.. buyer.Class.Reasons.Select(ExportedReason.Of)],
        OfferEpisodes = [.. buyer.Offered.Memos.Select(memo => memo.EpisodeKey).Distinct()],
        Answers = [.. new[] { buyer.Feedback.Nps, buyer.Feedback.Csat }.OfType<FeedbackAnswer>()],
        Orders = [.. ledger.OrderBy(order => order.Position)],
    };
}
