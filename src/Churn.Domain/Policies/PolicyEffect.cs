using Churn.Domain.Classification;

namespace Churn.Domain.Policies;

/// <summary>Counts whom a change of policy would move. Counts of parts add up.</summary>
public sealed class PolicyEffect
{
    /// <summary>Who changes a label within so many days is near it.</summary>
    public const int NearDays = 7;

    private readonly SortedDictionary<(Relationship From, Relationship To), long> _relationships = [];
    private readonly SortedDictionary<(Activity From, Activity To), long> _activities = [];

    /// <summary>Buyers with a purchase who were looked at.</summary>
    public long Buyers { get; private set; }

    /// <summary>VIPs of today's policy whose year is over within <see cref="NearDays"/>, unless they buy.</summary>
    public long VipsAtRenewal { get; private set; }

    /// <summary>VIPs of the changed policy whose year is over within <see cref="NearDays"/>, unless they buy.</summary>
    public long VipsAtRenewalThen { get; private set; }

    /// <summary>Buyers who change relationship, activity or both.</summary>
    public long Moved { get; private set; }

    public IReadOnlyList<PolicyMove> Relationships => [.. _relationships.Select(move => new PolicyMove(move.Key.From.ToString(), move.Key.To.ToString(), move.Value))];

    public IReadOnlyList<PolicyMove> Activities => [.. _activities.Select(move => new PolicyMove(move.Key.From.ToString(), move.Key.To.ToString(), move.Value))];

    /// <summary>Adds a buyer.</summary>
    /// <param name="now">Labels by today's rulebook.</param>
    /// <param name="then">Labels by the changed one.</param>
    /// <param name="soon">The relationship by today's, <see cref="NearDays"/> on.</param>
    /// <param name="soonThen">The relationship by the changed one, <see cref="NearDays"/> on.</param>
    public void Add(BuyerClass now, BuyerClass then, Relationship soon, Relationship soonThen)
    {
        Buyers++;
        Moved += now.Relationship != then.Relationship || now.Activity != then.Activity ? 1 : 0;
        VipsAtRenewal += now.Relationship == Relationship.Vip && soon < Relationship.Vip ? 1 : 0;
        VipsAtRenewalThen += then.Relationship == Relationship.Vip && soonThen < Relationship.Vip ? 1 : 0;
        if (now.Relationship != then.Relationship)
        {
            Count(_relationships, (now.Relationship, then.Relationship), 1);
        }

        if (now.Activity != then.Activity)
        {
            Count(_activities, (now.Activity, then.Activity), 1);
        }
    }

    /// <summary>Adds another part of the same shop.</summary>
    public void Merge(PolicyEffect other)
    {
        Buyers += other.Buyers;
        Moved += other.Moved;
        VipsAtRenewal += other.VipsAtRenewal;
        VipsAtRenewalThen += other.VipsAtRenewalThen;
        foreach (var (move, buyers) in other._relationships)
        {
            Count(_relationships, move, buyers);
        }

        foreach (var (move, buyers) in other._activities)
        {
            Count(_activities, move, buyers);
        }
    }

    private static void Count<T>(SortedDictionary<T, long> counts, T move, long buyers)
        where T : notnull => counts[move] = counts.GetValueOrDefault(move) + buyers;
}
