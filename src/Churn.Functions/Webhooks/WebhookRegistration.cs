using Churn.Domain.Messages;
using Churn.Functions.Webhooks.BigCommerce;
using Churn.Functions.Webhooks.Ecwid;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Shopify;
using Churn.Functions.Webhooks.Square;
using Churn.Functions.Webhooks.Standard;
using Churn.Functions.Webhooks.Stripe;
using Churn.Functions.Webhooks.WooCommerce;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Webhooks;

public static class WebhookRegistration
{
    /// <summary>The intake and its platforms, one line each. Needs shops, queues and a clock.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddFetchClient()
        .AddSingleton<WebhookIntake>()
        .AddSingleton<OrderFetcher>()
        .AddSingleton<IPendingFetches, PendingFetches>()
        .AddSingleton<IWebhookPlatform, ShopifyPlatform>()
        .AddSingleton<IWebhookPlatform, WooCommercePlatform>()
        .AddSingleton<IWebhookPlatform, StripePlatform>()
        .AddSingleton<IWebhookPlatform, SquarePlatform>()
        .AddSingleton<IWebhookPlatform, BigCommercePlatform>()
        .AddSingleton<IWebhookPlatform, EcwidPlatform>()
        .AddSingleton<IWebhookPlatform, StandardPlatform>();
}
