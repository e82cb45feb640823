using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels;

/// <summary>Decides a buyer's labels. It is a pure function of facts, rulebook and day.</summary>
public static class Classifier
{
    /// <summary>
    /// Days for which a VIP stays a client after their subscription or contract ends, so that the label does not fall two steps at once.
    /// </summary>
    public const int StepDays = 90;

    /// <param name="asOf">The day (the shop's) to classify for.</param>
    public static BuyerClass Classify(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        var rhythm = Rhythm.Of(facts, rulebook);
        var relationship = RelationshipOf(facts, rulebook, rhythm, asOf, reasons);
        var activity = ActivityRules.Judge(facts, rulebook, rhythm, asOf, reasons);
        var priority = facts.PurchaseDays == 0
            ? Priority.Low
            : PriorityRules.Judge(facts, rulebook.Policy, relationship, activity, reasons);
        return new BuyerClass
        {
            Relationship = relationship,
            Activity = activity,
            Priority = priority,
            Reasons = reasons.ToImmutable(),
            CycleDays = rhythm.CycleDays,
            LapseDays = rhythm.LapseDays,
            AsOf = asOf,
            PolicyVersion = rulebook.Policy.Version,
            ModelVersion = rulebook.Model.Version,
        };
    }

    private static Relationship RelationshipOf(
        BuyerFacts facts, Rulebook rulebook, Rhythm rhythm, DateOnly asOf, ImmutableArray<Reason>.Builder reasons)
    {
        var policy = rulebook.Policy;
        var purchases = ClientRules.Purchases(facts, policy);
        reasons.Add(purchases);
        if (facts.PurchaseDays == 0)
        {
            return Relationship.None;
        }

        var first = reasons.Count - 1;
        var was = ClientRules.HadTenure(facts, rulebook);
        reasons.AddRange(
            ClientRules.Tenure(facts, policy, rhythm),
            ClientRules.Regularity(facts, policy, was),
            ClientRules.FullPrice(facts, policy, was));
        var lasting = reasons.Skip(first).All(reason => reason.Holds);
        var subscription = ClientRules.Subscription(facts, rhythm, asOf);
        var contract = ClientRules.Contract(facts, policy, rulebook.Model, asOf);
        reasons.AddRange(new[] { subscription, contract }.OfType<Reason>());
        if (!lasting && subscription is not { Holds: true } && contract is not { Holds: true })
        {
            return StepsDown(facts, rulebook, rhythm, asOf, reasons) ? Relationship.Client
                : facts.PurchaseDays == 1 ? Relationship.Customer
                : Relationship.Returning;
        }

        var vip = VipRules.Judge(facts, rulebook, asOf);
        reasons.Add(vip);
        return vip.Holds ? Relationship.Vip : Relationship.Client;
    }

    private static bool StepsDown(
        BuyerFacts facts, Rulebook rulebook, Rhythm rhythm, DateOnly asOf, ImmutableArray<Reason>.Builder reasons)
    {
        if (ClientRules.RunsUntil(facts, rulebook.Policy, rhythm) is not { } ended || !VipRules.Judge(facts, rulebook, ended).Holds)
        {
            return false;
        }

        var since = asOf.DayNumber - ended.DayNumber;
        reasons.Add(new Reason(Rules.StepDown, since <= StepDays, ("daysSince", since), ("forDays", StepDays)));
        return since <= StepDays;
    }
}

/// <summary>Classifies accounts by the same rules as buyers. An account that would be a VIP is a key account.</summary>
public static class AccountClassifier
{
    public static BuyerClass Classify(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var labels = Classifier.Classify(facts, rulebook, asOf);
        return labels.Relationship == Relationship.Vip ? labels with { Relationship = Relationship.KeyAccount } : labels;
    }
}
