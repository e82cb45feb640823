using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>Something that became true of a buyer, as their row keeps it until it is published.</summary>
public sealed record BuyerEvent
{
    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The buyer's id when it happened; a merge may have given them another name since.</summary>
    public required BuyerId Buyer { get; init; }

    /// <summary>Ascending within the buyer; see <see cref="Outbox.Number"/>.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// The business date of the nightly run that made it and publishes it: once that run has finished, it is out. Null: it is out when it is no longer
    /// in the row.
    /// </summary>
    public DateOnly? Run { get; init; }

    /// <summary>The buyer's relationship by then, for subscribers' filters.</summary>
    public string? Class { get; init; }

    /// <summary>The event's data, JSON.</summary>
    public required string Data { get; init; }

    /// <summary>The event as it leaves.</summary>
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
