using Churn.Domain.Buyers;

namespace Churn.Domain.Labels.Policies;

/// <summary>Counts the buyers that a change of policy would relabel. Counts of parts of a shop add up.</summary>
public sealed class PolicyEffect
{
    /// <summary>Days ahead for which VIPs near renewal are counted.</summary>
    public const int NearDays = 7;

    private readonly SortedDictionary<(Relationship From, Relationship To), long> _relationships = [];
    private readonly SortedDictionary<(Activity From, Activity To), long> _activities = [];

    /// <summary>Number of buyers with a purchase that were classified.</summary>
    public long Buyers { get; private set; }

    /// <summary>Number of VIPs by today's policy that stop being VIPs within <see cref="NearDays"/> unless they buy.</summary>
    public long VipsAtRenewal { get; private set; }

    /// <summary>Number of VIPs by the changed policy that stop being VIPs within <see cref="NearDays"/> unless they buy.</summary>
    public long VipsAtRenewalThen { get; private set; }

    /// <summary>Number of buyers that change relationship, activity or both.</summary>
    public long Moved { get; private set; }

    public IReadOnlyList<PolicyMove> Relationships =>
        [.. _relationships.Select(move => new PolicyMove(move.Key.From.ToString(), move.Key.To.ToString(), move.Value))];

    public IReadOnlyList<PolicyMove> Activities =>
        [.. _activities.Select(move => new PolicyMove(move.Key.From.ToString(), move.Key.To.ToString(), move.Value))];

    /// <summary>Adds a buyer.</summary>
    /// <param name="now">The labels by today's rulebook.</param>
    /// <param name="then">The labels by the changed rulebook.</param>
    /// <param name="soon">The relationship by today's rulebook, <see cref="NearDays"/> later.</param>
    /// <param name="soonThen">The relationship by the changed rulebook, <see cref="NearDays"/> later.</param>
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

/// <summary>Buyers that would change from one label to another.</summary>
/// <param name="From">Today's label, as the enumeration names it.</param>
/// <param name="To">The label after the change.</param>
/// <param name="Buyers">Number of such buyers among those that were classified.</param>
public sealed record PolicyMove(string From, string To, long Buyers);
