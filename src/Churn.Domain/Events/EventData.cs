using System.Globalization;
using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Offers;
using Churn.Domain.Privacy;
using Churn.Domain.Runs;

namespace Churn.Domain.Events;

/// <summary>The data of each type of event, JSON. No name, address or number of a person is in any of them: the platform's own customer id leads to those.</summary>
internal static class EventData
{
    public static string Classified(BuyerClass? before, Buyer after) => Object(json =>
    {
        Labels(json, after.Class);
        if (before is not null)
        {
            json.WriteStartObject("previous");
            Labels(json, before);
            json.WriteEndObject();
        }

        Day(json, "classifiedOn", after.Class.AsOf);
        json.WriteString("policyVersion", after.Class.PolicyVersion);
        Customer(json, after);
    });

    public static string Merged(BuyerId from) => Object(json => json.WriteString("from", from.Value));

    public static string Split() => Object(_ => { });

    /// <param name="remains">Whether the person has been heard of since, and is told of under another id.</param>
    public static string Redacted(bool remains) => Object(json => json.WriteBoolean("remains", remains));

    public static string ContractEnding(Buyer buyer, DateOnly until, DateOnly asOf) => Object(json =>
    {
        if (buyer.Facts.ContractStart is { } start)
        {
            Day(json, "contractStart", start);
        }

        Day(json, "contractUntil", until);
        json.WriteNumber("daysLeft", until.DayNumber - asOf.DayNumber);
        json.WriteNumber("renewals", buyer.Facts.ContractRenewals);
        Customer(json, buyer);
    });

    public static string Offered(OfferMemo memo, Buyer buyer) => Object(json =>
    {
        Offer(json, memo);
        Day(json, "flaggedOn", memo.FlaggedOn);
        Day(json, "expiresOn", memo.ExpiresOn);
        Customer(json, buyer);
    });

    /// <param name="why">One of <see cref="OfferBlocks"/>.</param>
    public static string Withdrawn(OfferMemo memo, string why, Buyer buyer) => Object(json =>
    {
        Offer(json, memo);
        json.WriteString("why", why);
        Day(json, "expiredOn", memo.ExpiresOn);
        Customer(json, buyer);
    });

    public static string Closed(OfferMemo memo, OfferState state, OfferOutcome outcome, string currency) => Object(json =>
    {
        Offer(json, memo);
        json.WriteString("state", state.ToString());
        Day(json, "closedOn", outcome.ClosedOn);
        json.WriteNumber("orders", outcome.Orders);
        json.WriteNumber("value", outcome.Value);
        json.WriteString("currency", currency);
    });

    public static string Finished(Run run) => Object(json =>
    {
        Day(json, "date", run.Date);
        json.WriteNumber("buyersRead", run.BuyersRead);
        json.WriteNumber("buyersChanged", run.BuyersChanged);
        json.WriteString("modelVersion", run.ModelVersion);
        json.WriteString("rung", run.Rung?.ToString());
    });

    public static string Exported(ExportHeader header) => Object(json =>
    {
        json.WriteString("export", header.Id);
        json.WriteString("expiresOn", header.ExpiresOn.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    });

    private static void Labels(Utf8JsonWriter json, BuyerClass labels)
    {
        json.WriteString("relationship", labels.Relationship.ToString());
        json.WriteString("activity", labels.Activity.ToString());
        json.WriteString("priority", labels.Priority.ToString());
    }

    private static void Offer(Utf8JsonWriter json, OfferMemo memo)
    {
        json.WriteString("offer", memo.Id);
        json.WriteString("kind", Offers.Offer.Name(memo.Kind));
        json.WriteString("episode", memo.Episode);
    }

    private static void Customer(Utf8JsonWriter json, Buyer buyer)
    {
        if (buyer.Facts.CustomerId is { } id)
        {
            json.WriteString("customerId", id);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly day) => json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Object(Action<Utf8JsonWriter> write) => EventJson.Write(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });
}
