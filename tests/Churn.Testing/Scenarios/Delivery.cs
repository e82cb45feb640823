using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Testing.Scenarios;

/// <summary>One message about orders or people. Exactly one of its properties is set.</summary>
public sealed record Delivery
{
    public Order? Order { get; init; }

    public OrderAmendment? Amendment { get; init; }

    /// <summary>The customers that the platform merged.</summary>
    public BuyerLink? Link { get; init; }

    /// <summary>The identifier that an operator says is shared.</summary>
    public (ShopId Shop, Identifier Identifier)? Shared { get; init; }

    /// <summary>The buyer whose orders have to be delivered again.</summary>
    public BuyerResettlement? Resettlement { get; init; }

    /// <summary>The merge that has to be checked again.</summary>
    public MergeCheckMessage? MergeCheck { get; init; }

    public static Delivery Of(Order order) => new() { Order = order };

    public static Delivery Of(OrderAmendment amendment) => new() { Amendment = amendment };

    public static Delivery Of(BuyerLink link) => new() { Link = link };

    public static Delivery Of(ShopId shop, Identifier shared) => new() { Shared = (shop, shared) };

    public Task ToAsync(RecorderScenario scenario, CancellationToken cancellationToken) =>
        Order is not null ? scenario.Recorder.RecordAsync(Order, cancellationToken)
        : Amendment is not null ? scenario.Recorder.AmendAsync(Amendment, cancellationToken)
        : Link is not null ? scenario.Identities.LinkAsync(Link, RecorderScenario.Noon, cancellationToken)
        : Resettlement is { } buyer ? scenario.ResettleAsync(buyer, cancellationToken)
        : MergeCheck is { } check ? scenario.CheckMergeAsync(check, cancellationToken)
        : scenario.Identities.ShareAsync(Shared!.Value.Shop, Shared.Value.Identifier, cancellationToken);
}
