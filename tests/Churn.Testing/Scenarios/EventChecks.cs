using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Checks the events that arrived, whatever happened on the way: none is missing, none overtook another, and none came with two contents.
/// </summary>
public static class EventChecks
{
    private const string Nothing = "None None Low";

    /// <summary>
    /// Returns the faults, one per line. The labels show whether an event is missing: each change begins with the labels that the one
    /// before ended with, and the last change ends with the labels in the buyer's row.
    /// </summary>
    /// <param name="arrived">CloudEvents, in the sequence in which they arrived.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IEnumerable<string> arrived, IBuyerStore buyers, ShopId shop)
    {
        var events = arrived.Select(text => (Text: text, Event: JsonDocument.Parse(text).RootElement))
            .Where(one => Text(one.Event, "source") == $"/shops/{shop}")
            .ToList();
        var faults = events.GroupBy(one => Text(one.Event, "id"))
            .Where(same => same.Select(one => one.Text).Distinct().Count() > 1)
            .Select(same => $"Event {same.Key} came with two contents.")
            .ToList();
        var bySubject = events.DistinctBy(one => Text(one.Event, "id"))
            .GroupBy(one => Text(one.Event, "subject"))
            .ToDictionary(subject => subject.Key, subject => subject.Select(one => one.Event).ToList());
        foreach (var (subject, theirs) in bySubject)
        {
            faults.AddRange(theirs.Zip(theirs.Skip(1))
                .Where(pair => string.CompareOrdinal(Text(pair.First, "sequence"), Text(pair.Second, "sequence")) >= 0)
                .Select(pair => $"Event {Text(pair.Second, "id")} was overtaken by {Text(pair.First, "id")}."));
            var found = await buyers.GetAsync(new BuyerKey(shop, new BuyerId(subject)), default);
            var row = found is { MergedInto: null, Retired: false } buyer ? buyer : null;
            faults.AddRange(Chain(subject, [.. theirs.Where(event_ => Text(event_, "type") == EventTypes.Classified)], row));
        }

        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            var rows = await buyers.ScanAsync(shop, Buckets.Name(bucket), default).ToListAsync();
            var untold = rows.Where(row => row.Key.Buyer.Value[0] != 'a'
                && LabelsOf(row) != Nothing
                && !bySubject.ContainsKey(row.Key.Buyer.Value));
            faults.AddRange(untold.Select(row => $"No event told of {row.Key.Buyer}."));
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
                yield return $"{subject}: a change from '{last}' to '{before}' is missing.";
            }

            last = Labels(data);
        }

        if (row is not null && LabelsOf(row) != last)
        {
            yield return $"{subject}: the change to '{LabelsOf(row)}' is missing; the last event told '{last}'.";
        }
    }

    private static string LabelsOf(Buyer row) => $"{row.Class.Relationship} {row.Class.Activity} {row.Class.Priority}";

    private static string Labels(JsonElement labels) =>
        $"{Text(labels, "relationship")} {Text(labels, "activity")} {Text(labels, "priority")}";

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString() ?? "";
}
