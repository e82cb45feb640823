using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Testing;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Json.Schema;

namespace Churn.Functions.Tests.Api;

/// <summary>Compares docs/events.schema.json, the examples in docs/events.md and the events that are sent.</summary>
public sealed partial class EventDocumentTests
{
    private static readonly JsonSchema Schema =
        JsonSchema.FromText(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "events.schema.json")));
    private static readonly EvaluationOptions Strict = new() { RequireFormatValidation = true, OutputFormat = OutputFormat.List };
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "events.md"));

    private static IReadOnlyList<string> Examples => [.. Example().Matches(Page).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Examples_OfThePage_AreOneOfEachTypeAndValid()
    {
        var types = Examples.Select(text => (string)JsonNode.Parse(text)!["type"]!);
        Assert.Equal(EventTypes.All.Order(StringComparer.Ordinal), types.Order(StringComparer.Ordinal));
        Assert.All(Examples, text => Assert.Equal("", Faults(text)));
    }

    [Fact]
    public void Schema_AFieldTakenAwayOrAdded_RefusesTheExample()
    {
        foreach (var text in Examples)
        {
            var names = JsonNode.Parse(text)!.AsObject().Select(pair => pair.Key).ToList();
            Assert.All(names, name => Assert.NotEqual("", Faults(Changed(text, event_ => event_.Remove(name)))));
            Assert.NotEqual("", Faults(Changed(text, event_ => event_["email"] = "a@example.org")));
            Assert.NotEqual("", Faults(Changed(text, event_ => event_["data"]!["email"] = "a@example.org")));
        }
    }

    [Fact]
    public async Task Sent_ByOrdersMergesNightsAndErasures_IsValidAndTellsOfNobody()
    {
        var shop = AShop.Named("demo");
        var scenario = ShopRequestScenario.InMemory(shop);
        var recording = scenario.Recording;
        var orders = new[]
        {
            ("1", "2026-05-01", "anna@example.org", "71"),
            ("2", "2026-11-10", "anna@example.org", "71"),
            ("3", "2026-11-11", "berta@example.org", "72"),
            ("4", "2026-11-12", "berta@example.org", "71"),
        };
        foreach (var (id, day, email, customer) in orders)
        {
            DateOnly? until = id == "2" ? new DateOnly(2026, 12, 10) : null;
            var order = AnOrder.Of(shop, id, day, email: email, customerId: customer) with { ContractUntil = until };
            await recording.Outbox.PublishAsync(await recording.Recorder.RecordAsync(order, default), default);
        }

        var night = new NightlyScenario(recording.Buyers, RecorderScenario.Noon.AddHours(15), shop);
        await night.RunNightAsync();
        var person = AnOrder.Of(shop, "1", "2026-05-01", email: "anna@example.org", customerId: "71").Buyer.Identifiers;
        foreach (var kind in new[] { PrivacyRequestKind.Export, PrivacyRequestKind.ErasePerson })
        {
            var request = new PrivacyRequest { Kind = kind, Person = person, CustomerId = "71" };
            await scenario.Handler.HandleAsync(new ShopRequest { Shop = shop.Id, Receipt = "r", Privacy = request }, default);
        }

        var sent = recording.Events.Taken.Concat(night.Events.Taken).Select(EventJson.WriteCloudEvent).ToList();
        Assert.All(sent, text => Assert.Equal("", Faults(text)));
        Assert.All(sent, text => Assert.DoesNotContain("example.org", text, StringComparison.Ordinal));
        string[] types =
        [
            EventTypes.Classified,
            EventTypes.Merged,
            EventTypes.Redacted,
            EventTypes.ContractEnding,
            EventTypes.ExportReady,
            EventTypes.RunFinished,
        ];
        Assert.Equal(
            types.Order(StringComparer.Ordinal),
            sent.Select(text => (string)JsonNode.Parse(text)!["type"]!).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Changed(string text, Action<JsonObject> change)
    {
        var event_ = JsonNode.Parse(text)!.AsObject();
        change(event_);
        return event_.ToJsonString();
    }

    private static string Faults(string text)
    {
        var result = Schema.Evaluate(JsonNode.Parse(text), Strict);
        var errors = result.Details.Where(detail => detail.HasErrors)
            .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Value}"));
        return result.IsValid ? "" : string.Join("; ", errors.Append("not valid"));
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
