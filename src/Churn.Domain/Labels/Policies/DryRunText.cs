using System.Globalization;
using Churn.Domain.Buyers;

namespace Churn.Domain.Labels.Policies;

/// <summary>Describes what a change of policy would do, in sentences for a marketing person.</summary>
public static class DryRunText
{
    public static IReadOnlyList<string> Describe(DryRunResult result)
    {
        var (effect, about) = (result.Effect, result.Buckets < Buckets.Count ? "about " : "");
        long Whole(long counted) => (long)Math.Round((double)counted * Buckets.Count / result.Buckets);
        string Count(long counted) => about + Whole(counted).ToString("N0", CultureInfo.InvariantCulture);
        string Moves(PolicyMove move) =>
            $"{Count(move.Buyers)} {Who(move.From, Whole(move.Buyers))} would become {Becomes(move.To, Whole(move.Buyers))}.";

        List<string> sentences =
        [
            .. effect.Relationships.OrderByDescending(move => move.Buyers).Select(Moves),
            .. effect.Activities.OrderByDescending(move => move.Buyers).Select(Moves),
        ];
        if (sentences.Count == 0)
        {
            sentences.Add($"None of {Count(effect.Buyers)} buyers would change a label.");
        }

        var day = result.AsOf.AddDays(PolicyEffect.NearDays).ToString("d MMMM", CultureInfo.InvariantCulture);
        var vips = Whole(effect.VipsAtRenewal);
        sentences.Add(
            $"{Count(effect.VipsAtRenewal)} {Who("Vip", vips)} {(vips == 1 ? "is" : "are")} within a week of renewal: "
            + $"without an order until {day} they stop being VIPs by today's policy; "
            + $"by the changed one it would be {Count(effect.VipsAtRenewalThen)}.");
        return [.. sentences.Select(sentence => char.ToUpperInvariant(sentence[0]) + sentence[1..])];
    }

    private static string Who(string label, long buyers) => (label, buyers == 1) switch
    {
        ("Customer", var one) => one ? "one-time customer" : "one-time customers",
        ("Returning", var one) => one ? "returning buyer" : "returning buyers",
        ("Client", var one) => one ? "client" : "clients",
        ("Vip", var one) => one ? "VIP" : "VIPs",
        ("KeyAccount", var one) => one ? "key account" : "key accounts",
        (_, var one) => $"{Words(label)} {(one ? "buyer" : "buyers")}",
    };

    private static string Becomes(string label, long buyers) => label switch
    {
        "Customer" or "Client" or "Vip" or "KeyAccount" => (buyers == 1 ? "a " : "") + Who(label, buyers),
        _ => Words(label),
    };

    private static string Words(string label) => label switch
    {
        "AtRisk" => "at risk",
        "WonBack" => "won back",
        _ => label.ToLowerInvariant(),
    };
}
