using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Scenarios;

/// <summary>What must hold of events that arrived, whatever happened on the way: none is missing, none overtook another, none came under two faces.</summary>
public static class EventChecks
{
    private const string Nothing = "None None Low";

    /// <summary>
    /// What does not hold, a line each. That none is missing shows in the labels: each change begins with what the one before ended with, and the last
    /// ends with what the buyer's row says.
    /// </summary>
    /// <param name="arrived">CloudEvents of one shop, in the order they arrived.</param>
    /// <param name="buyers">The rows.</param>
    /// <param name="shop">Theirs.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<string> arrived, IBuyerStore buyers, ShopId shop)
    {
        var events = arrived.Select(text => (Text: text, Event: JsonDocument.Parse(text).RootElement)).Where(one => Text(one.Event, "source") == $"/shops/{shop}").ToList();
        var faults = events.GroupBy(one => Text(one.Event, "id")).Where(same => same.Select(one => one.Text).Distinct().Count() > 1).Select(same => $"{same.Key} came under two faces").ToList();
        var bySubject = events.DistinctBy(one => Text(one.Event, "id")).GroupBy(one => Text(one.Event, "subject")).ToDictionary(subject => subject.Key, subject => subject.Select(one => one.Event).ToList());
        foreach (var (subject, theirs) in bySubject)
        {
            faults.AddRange(theirs.Zip(theirs.Skip(1)).Where(pair => string.CompareOrdinal(Text(pair.First, "sequence"), Text(pair.Second, "sequence")) >= 0)
                .Select(pair => $"{Text(pair.Second, "id")} was overtaken by {Text(pair.First, "id")}"));
            var row = await buyers.GetAsync(new BuyerKey(shop, new BuyerId(subject)), default) is { MergedInto: null, Retired: false } buyer ? buyer : null;
            faults.AddRange(Chain(subject, [.. theirs.Where(event_ => Text(event_, "type") == EventTypes.Classified)], row));
        }

        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            faults.AddRange((await buyers.ScanAsync(shop, Buckets.Name(bucket), default).ToListAsync())
                .Where(row => row.Key.Buyer.Value[0] != 'a' && LabelsOf(row) != Nothing && !bySubject.ContainsKey(row.Key.Buyer.Value)).Select(row => $"nothing was told of {row.Key.Buyer}"));
        }

        return faults;
    }

    private static IEnumerable<string> Chain(string subject, List<JsonElement> changes, Buyer? row)
    {
        var last = Nothing;
        foreach (var change in changes)
        {
            var data = change.GetProperty("data");
            var before = data.TryGetProperty("previous", out var previous) ? Labels(previous) : Nothing;
            if (before != last && before != Nothing)
            {
                yield return $"{subject}: a change from '{last}' to '{before}' is missing";
            }

            last = Labels(data);
        }

        if (row is not null && LabelsOf(row) != last)
        {
            yield return $"{subject}: the change to '{LabelsOf(row)}' is missing, '{last}' was told";
        }
    }

    private static string LabelsOf(Buyer row) => $"{row.Class.Relationship} {row.Class.Activity} {row.Class.Priority}";

    private static string Labels(JsonElement labels) => $"{Text(labels, "relationship")} {Text(labels, "activity")} {Text(labels, "priority")}";

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? "";
}
