namespace Churn.Functions.Tests.Webhooks;

/// <summary>Sends every fixture that is a delivery, as what its file name says.</summary>
public sealed class SampleWalkTests
{
    [Theory]
    [InlineData("shopify-orders-create.json", "orders/create", "order")]
    [InlineData("shopify-orders-updated-partially-refunded.json", "orders/updated", "order")]
    [InlineData("shopify-orders-cancelled-refunded.json", "orders/cancelled", "order")]
    [InlineData("shopify-fallback-id-only.json", "orders/updated", "fetch")]
    [InlineData("shopify-orders-delete.json", "orders/delete", "amendment")]
    [InlineData("shopify-orders-edited.json", "orders/edited", "fetch")]
    [InlineData("shopify-refunds-create.json", "refunds/create", "amendment")]
    [InlineData("shopify-refunds-create-two-lines.json", "refunds/create", "amendment")]
    [InlineData("shopify-refunds-create-shipping-only.json", "refunds/create", "amendment")]
    [InlineData("shopify-refunds-shape-adjustment-only.json", "refunds/create", "nothing")]
    [InlineData("shopify-customers-merge.json", "customers/merge", "nothing")]
    [InlineData("shopify-customers-delete.json", "customers/delete", "removal")]
    [InlineData("shopify-customers-data_request.json", "customers/data_request", "privacy")]
    [InlineData("shopify-customers-redact.json", "customers/redact", "privacy")]
    [InlineData("shopify-shop-redact.json", "shop/redact", "privacy")]
    [InlineData("shopify-app-uninstalled.json", "app/uninstalled", "uninstallation")]
    [InlineData("shopify-app-scopes_update.json", "app/scopes_update", "nothing")]
    [InlineData("shopify-draft_orders-create.json", "draft_orders/create", "nothing")]
    [InlineData("shopify-order_transactions-create.json", "order_transactions/create", "nothing")]
    [InlineData("shopify-payment_terms-create.json", "payment_terms/create", "nothing")]
    [InlineData("shopify-subscription_contracts-create.json", "subscription_contracts/create", "nothing")]
    [InlineData("woocommerce-order.created.json", "order.created", "order")]
    [InlineData("woocommerce-order.updated-partial-refund.json", "order.updated", "order")]
    [InlineData("woocommerce-order.deleted.json", "order.deleted", "amendment")]
    [InlineData("woocommerce-customer.created.json", "customer.created", "nothing")]
    [InlineData("stripe-checkout.session.completed.json", "", "order")]
    [InlineData("stripe-invoice.paid.json", "", "order")]
    [InlineData("stripe-invoice.payment_succeeded.json", "", "order")]
    [InlineData("stripe-charge.refunded.json", "", "amendment")]
    [InlineData("stripe-customer.deleted.json", "", "removal")]
    [InlineData("stripe-customer.subscription.created.json", "", "nothing")]
    [InlineData("stripe-payment_intent.succeeded.json", "", "nothing")]
    [InlineData("square-payment.created.json", "", "order")]
    [InlineData("square-payment.updated.json", "", "order")]
    [InlineData("square-refund.created.json", "", "nothing")]
    [InlineData("square-refund.updated.json", "", "amendment")]
    [InlineData("square-order.created.json", "", "fetch")]
    [InlineData("square-order.updated.json", "", "fetch")]
    [InlineData("square-order.fulfillment.updated.json", "", "fetch")]
    [InlineData("square-customer.created.json", "", "nothing")]
    [InlineData("square-customer.updated.json", "", "nothing")]
    [InlineData("square-customer.deleted.json", "", "removal")]
    [InlineData("square-customer.deleted-merge.json", "", "link")]
    [InlineData("square-oauth.authorization.revoked.json", "", "uninstallation")]
    [InlineData("square-invoice.payment_made.json", "", "nothing")]
    [InlineData("bigcommerce-store.order.created.json", "", "fetch")]
    [InlineData("bigcommerce-store.order.updated.json", "", "fetch")]
    [InlineData("bigcommerce-store.order.statusUpdated.json", "", "fetch")]
    [InlineData("bigcommerce-store.order.refund.created.json", "", "fetch")]

    // Its name says "deleted", but its scope says "created".
    [InlineData("bigcommerce-store.customer.deleted.json", "", "nothing")]
    [InlineData("ecwid-order.created.json", "", "fetch")]
    [InlineData("ecwid-order.updated.json", "", "fetch")]
    [InlineData("ecwid-unfinished_order.created.json", "", "nothing")]
    [InlineData("standard-contact.created.json", "", "nothing")]
    public async Task Receive_Sample_HasTheEffectItsNameSays(string file, string topic, string effect)
    {
        var platform = Signed.Platforms.First(name => file.StartsWith(name, StringComparison.Ordinal));
        var intake = new Intake(Signed.Shop(platform));
        var body = Fixtures.Read(file);

        var answer = await intake.PostAsync(platform, "demo", body, Signed.Headers(platform, body, intake.Time.GetUtcNow(), topic));

        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        var effects = intake.Orders.Select(_ => "order").Concat(intake.ShopRequests.Select(shopRequest => shopRequest.Kind))
            .Concat(intake.Amendments.Select(amendment => amendment.Link is null ? "amendment" : "link")).DefaultIfEmpty("nothing");
        Assert.Equal(effect, Assert.Single(effects));
    }
}
