using System.Globalization;
using System.Text.Json;
using Churn.Domain.Buyers;

namespace Churn.Domain.Events;

/// <summary>
/// Writes the data of each type of event as JSON. No event holds a person's name, address or phone number; receivers find those by the
/// platform's customer id.
/// </summary>
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

    /// <param name="remains">Whether the person has ordered again since and now has another id.</param>
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

    public static string Offered(OfferRecord offerRecord, Buyer buyer) => Object(json =>
    {
        Offer(json, offerRecord);
        Day(json, "flaggedOn", offerRecord.FlaggedOn);
        Day(json, "expiresOn", offerRecord.ExpiresOn);
        Customer(json, buyer);
    });

    /// <param name="why">One of the blocks that room Offers names.</param>
    public static string Withdrawn(OfferRecord offerRecord, string why, Buyer buyer) => Object(json =>
    {
        Offer(json, offerRecord);
        json.WriteString("why", why);
        Day(json, "expiredOn", offerRecord.ExpiresOn);
        Customer(json, buyer);
    });

    public static string Closed(OfferRecord offerRecord, OfferState state, OfferOutcome outcome, string currency) => Object(json =>
    {
        Offer(json, offerRecord);
        json.WriteString("state", state.ToString());
        Day(json, "closedOn", outcome.ClosedOn);
        json.WriteNumber("orders", outcome.Orders);
        json.WriteNumber("value", outcome.Value);
        json.WriteString("currency", currency);
    });

    public static string Finished(DateOnly date, long buyersRead, long buyersChanged, string? modelVersion, string? tier) => Object(json =>
    {
        Day(json, "date", date);
        json.WriteNumber("buyersRead", buyersRead);
        json.WriteNumber("buyersChanged", buyersChanged);
        json.WriteString("modelVersion", modelVersion);
        json.WriteString("tier", tier);
    });

    public static string Exported(string export, DateTimeOffset expiresOn) => Object(json =>
    {
        json.WriteString("export", export);
        json.WriteString("expiresOn", expiresOn.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    });

    private static void Labels(Utf8JsonWriter json, BuyerClass labels)
    {
        json.WriteString("relationship", labels.Relationship.ToString());
        json.WriteString("activity", labels.Activity.ToString());
        json.WriteString("priority", labels.Priority.ToString());
    }

    private static void Offer(Utf8JsonWriter json, OfferRecord offerRecord)
    {
        json.WriteString("offer", offerRecord.Id);
        json.WriteString("kind", OfferKinds.NameOf(offerRecord.Kind));
        json.WriteString("episode", offerRecord.Episode);
    }

    private static void Customer(Utf8JsonWriter json, Buyer buyer)
    {
        if (buyer.Facts.CustomerId is { } id)
        {
            json.WriteString("customerId", id);
        }
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly day) =>
        json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Object(Action<Utf8JsonWriter> write) => EventJson.Write(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });
}
