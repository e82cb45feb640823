using System.Collections.Immutable;
using Churn.Domain.Messages;
using Churn.Domain.Orders;

namespace Churn.Functions.Webhooks;

/// <summary>What a delivery says: orders, amendments, shop requests, or nothing that is used here.</summary>
public sealed record WebhookReading
{
    public ImmutableArray<Order> Orders { get; private init; } = [];

    public ImmutableArray<AmendmentMessage> Amendments { get; private init; } = [];

    public ImmutableArray<ShopRequest> ShopRequests { get; private init; } = [];

    /// <summary>Why there is nothing to store, in one sentence; empty when there is.</summary>
    public string Nothing { get; private init; } = "";

    public static WebhookReading Of(Order order) => new() { Orders = [order] };

    public static WebhookReading Of(AmendmentMessage amendment) => new() { Amendments = [amendment] };

    public static WebhookReading Of(ShopRequest shopRequest) => new() { ShopRequests = [shopRequest] };

    public static WebhookReading OfNoInterest(string reason) => new() { Nothing = reason };
}
