using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;
using Churn.Domain.Orders;

namespace Churn.Domain.Privacy;

/// <summary>A buyer in an export: the facts, the labels with their reasons, and every order in the ledger.</summary>
public sealed record ExportedBuyer
{
    public required string Id { get; init; }

    /// <summary>Hashes of the identifiers by which the person was recognised.</summary>
    public required ImmutableArray<Identifier> Identifiers { get; init; }

    public required BuyerFacts Facts { get; init; }

    public required Relationship Relationship { get; init; }

    public required Activity Activity { get; init; }

    /// <summary>The day that the labels hold for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The version of the policy that gave the labels.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The reasons for the labels, one for each rule.</summary>
    public required ImmutableArray<ExportedReason> Reasons { get; init; }

    /// <summary>Offers made so far, as <c>kind:episode</c>.</summary>
    public required ImmutableArray<string> OfferEpisodes { get; init; }

    /// <summary>The latest answer to each question that the shop asked.</summary>
    public required ImmutableArray<FeedbackAnswer> Answers { get; init; }

    /// <summary>The orders by the time at which they were placed.</summary>
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
        OfferEpisodes = [.. buyer.Offered.Records.Select(offerRecord => offerRecord.EpisodeKey).Distinct()],
        Answers = [.. new[] { buyer.Feedback.Nps, buyer.Feedback.Csat }.OfType<FeedbackAnswer>()],
        Orders = [.. ledger.OrderBy(order => order.Position)],
    };
}

/// <summary>An offer in an export.</summary>
public sealed record ExportedOffer(
    string Kind,
    string Episode,
    string? CustomerId,
    DateOnly FlaggedOn,
    DateOnly ExpiresOn,
    OfferState State,
    DateOnly? SentOn,
    DateOnly? RedeemedOn,
    OfferOutcome? Outcome,
    ImmutableArray<ExportedReason> Reasons)
{
    public static ExportedOffer Of(Offer offer) => new(
        OfferKinds.NameOf(offer.Kind),
        offer.Episode,
        offer.CustomerId,
        offer.FlaggedOn,
        offer.ExpiresOn,
        offer.State,
        offer.SentOn,
        offer.RedeemedOn,
        offer.Outcome,
        [.. offer.Reasons.Select(ExportedReason.Of)]);
}

/// <summary>A reason in an export: the rule, whether it held, its sentence, and the numbers that it saw.</summary>
public sealed record ExportedReason(string Rule, bool Holds, string Text, ImmutableSortedDictionary<string, long> Numbers)
{
    public static ExportedReason Of(Reason reason) => new(reason.Rule, reason.Holds, ReasonText.Describe(reason), reason.Numbers);
}
