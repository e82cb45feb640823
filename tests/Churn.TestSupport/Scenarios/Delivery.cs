using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Scenarios;

/// <summary>One thing that is said of orders or people: exactly one of these.</summary>
public sealed record Delivery
{
    public Order? Order { get; init; }

    public OrderAmendment? Amendment { get; init; }

    /// <summary>The platform merged customers.</summary>
    public BuyerLink? Link { get; init; }

    /// <summary>An operator says that several people use an identifier.</summary>
    public (ShopId Shop, Identifier Identifier)? Shared { get; init; }

    /// <summary>People who had been one are to be looked through again.</summary>
    public BuyersApart? Apart { get; init; }

    /// <summary>Two who turned out to be one are to be united.</summary>
    public BuyersSame? Same { get; init; }

    /// <summary>An order is to be looked for.</summary>
    public OrderSearch? Search { get; init; }

    /// <summary>A night comes: what a crash left half done in this shop is finished.</summary>
    public ShopId? Night { get; init; }

    public static Delivery Of(Order order) => new() { Order = order };

    public static Delivery Of(OrderAmendment amendment) => new() { Amendment = amendment };

    public static Delivery Of(BuyerLink link) => new() { Link = link };

    public static Delivery Of(ShopId shop, Identifier shared) => new() { Shared = (shop, shared) };

    /// <summary>False: an amendment came before its order, and is to be delivered again.</summary>
    public async Task<bool> ToAsync(RecorderScenario scenario, CancellationToken cancellationToken)
    {
        if (Amendment is not null)
        {
            return await scenario.Recorder.AmendAsync(Amendment, cancellationToken) is not null;
        }

        await (Order is not null ? scenario.Recorder.RecordAsync(Order, cancellationToken)
            : Link is not null ? scenario.Linker.LinkAsync(Link, cancellationToken)
            : Apart is not null ? scenario.Separator.SeparateAsync(Apart, cancellationToken)
            : Same is not null ? scenario.Finisher.UniteAsync(Same, cancellationToken)
            : Night is { } shop ? FinishAsync(scenario, shop, cancellationToken)
            : Search is not null ? scenario.Uniter.SearchAsync(Search, cancellationToken)
            : scenario.Separator.ShareAsync(Shared!.Value.Shop, Shared.Value.Identifier, cancellationToken));
        return true;
    }

    // As the nightly run does it, which reads every row.
    private static async Task FinishAsync(RecorderScenario scenario, ShopId shop, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            foreach (var buyer in await scenario.Buyers.ScanAsync(shop, Buckets.Name(bucket), cancellationToken).ToListAsync(cancellationToken))
            {
                _ = BuyerFinisher.IsUnfinished(buyer) ? await scenario.Finisher.FinishAsync(buyer.Key, cancellationToken) : null;
            }
        }
    }
}
