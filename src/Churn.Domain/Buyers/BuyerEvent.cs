using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>An event about a buyer, kept in the buyer's row until it is published.</summary>
public sealed record BuyerEvent
{
    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The buyer's id at the time of the event. A merge may have changed it since.</summary>
    public required BuyerId Buyer { get; init; }

    /// <summary>Ascending within the buyer; see <see cref="Outbox.Number"/>.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// The business date of the nightly run that made the event and publishes it: it counts as published once that run has finished. Null
    /// for an event that counts as published only when it is no longer in the row.
    /// </summary>
    public DateOnly? Run { get; init; }

    /// <summary>The buyer's relationship at the time of the event, for subscribers' filters.</summary>
    public string? Class { get; init; }

    /// <summary>The event's data, JSON.</summary>
    public required string Data { get; init; }

    /// <summary>Returns the event in the form in which it leaves the pipeline.</summary>
    public ChurnEvent Of(ShopId shop) => new()
    {
        Shop = shop,
        Id = $"{shop}-{Buyer}-{Number}",
        Type = Type,
        Subject = Buyer.Value,
        Number = Number,
        At = At,
        Class = Class,
        Data = Data,
    };
}
