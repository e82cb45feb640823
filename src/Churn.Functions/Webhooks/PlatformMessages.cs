using System.Collections.Immutable;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;

namespace Churn.Functions.Webhooks;

/// <summary>Makes the messages that several platforms have in common.</summary>
internal static class PlatformMessages
{
    /// <summary>The order still has to be fetched.</summary>
    /// <param name="shop">Whose order.</param>
    /// <param name="pending">Which.</param>
    /// <param name="failed">What kept it from being fetched.</param>
    public static ShopRequest Fetch(Shop shop, PendingFetch pending, FetchResult failed) =>
        new() { Shop = shop.Id, Fetch = pending with { Reason = failed.Reason, MayPass = failed.MayPass, RetryAfter = failed.RetryAfter } };

    /// <summary>An order of which a delivery says no more than this.</summary>
    public static PendingFetch Pending(string orderId, DateTimeOffset? at, bool test = false) => new() { OrderId = orderId, Reason = "", At = at, Test = test };

    public static AmendmentMessage Refund(Shop shop, string orderId, string refundId, long amount) =>
        new() { Order = new OrderAmendment { Shop = shop.Id, OrderId = orderId, Refunds = Order.NoRefunds.Add(refundId, amount) } };

    /// <param name="at">When, by the platform's clock, or when we heard of it.</param>
    public static AmendmentMessage Deletion(Shop shop, string orderId, DateTimeOffset at) =>
        new() { Order = new OrderAmendment { Shop = shop.Id, OrderId = orderId, DeletedVersion = at.UtcTicks } };

    /// <summary>The platform's customers are one person.</summary>
    public static AmendmentMessage Link(Shop shop, IEnumerable<string> customerIds) =>
        new() { Link = new BuyerLink { Shop = shop.Id, Customers = [.. customerIds.Select(id => Customer(shop, id).ToImmutableSortedSet())] } };

    public static ShopRequest Removal(Shop shop, string customerId) =>
        new() { Shop = shop.Id, Removal = new CustomerRemoval { Customer = Customer(shop, customerId), CustomerId = customerId } };

    public static ShopRequest Uninstallation(Shop shop, DateTimeOffset? at) => new() { Shop = shop.Id, Uninstallation = new Uninstallation(at) };

    private static ImmutableArray<Identifier> Customer(Shop shop, string customerId) =>
        [.. IdentityHasher.Identify(shop, "", null, null, customerId).Identifiers.Where(identifier => identifier.Kind == IdentifierKind.PlatformCustomer)];
}
