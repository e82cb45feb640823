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

    /// <summary>An order is to be looked for.</summary>
    public OrderSearch? Search { get; init; }

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
            : Search is not null ? scenario.Uniter.SearchAsync(Search, cancellationToken)
            : scenario.Separator.ShareAsync(Shared!.Value.Shop, Shared.Value.Identifier, cancellationToken));
        return true;
    }
}
