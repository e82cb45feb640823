using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Churn.Domain.Orders;

namespace Churn.Domain.Privacy;

/// <summary>What is held of a person, in the form that the person gets: one JSON document.</summary>
public sealed record ExportDocument
{
    // Without white space, so that the person search finds a customer id in it just as in a queue message.
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Version of the document's form.</summary>
    public int V { get; init; } = 1;

    public required string Shop { get; init; }

    public required string Request { get; init; }

    public required DateTimeOffset MadeOn { get; init; }

    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary>What the reader has to know about the identifiers.</summary>
    public string About { get; init; } =
        "E-mail addresses, phone numbers and names are not stored: "
        + "identifiers are keyed hashes (e: e-mail, p: phone, c: customer id, a: order). Money is in minor units.";

    /// <summary>One buyer, or several if the person's identifiers never stood together in an order.</summary>
    public required ImmutableArray<ExportedBuyer> Buyers { get; init; }

    /// <summary>Orders that the request names and that are not among the orders of <see cref="Buyers"/>.</summary>
    public required ImmutableArray<Order> NamedOrders { get; init; }

    public required ImmutableArray<ExportedOffer> Offers { get; init; }

    /// <summary>Orders that could not be recorded and that wait for an operator.</summary>
    public required ImmutableArray<Order> GivenUp { get; init; }

    public bool IsEmpty => Buyers.IsEmpty && NamedOrders.IsEmpty && Offers.IsEmpty && GivenUp.IsEmpty;

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
