using System.CommandLine;
using Churn.Cli.CommandLine;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.LocalHost.Hosting;
using Churn.Simulation.Demo;
using Churn.Simulation.Shopify;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Cli.Commands;

/// <summary>Plays a small shop through the whole pipeline and shows the results.</summary>
internal static class DemoCommand
{
    private const string ShopName = "demo";
    private const int Seed = 20260514;

    private static readonly Option<bool> StayOption = new("--stay") { Description = "Keeps serving the dashboard until Ctrl+C." };

    public static Command Create()
    {
        var command = new Command(
            "demo", "Plays two years of a small shop as signed webhooks, in memory, and shows the results.") { StayOption };
        HostingOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (options, stay) = (HostingOptions.Of(parsed), parsed.GetValue(StayOption));

        // The demo has its own storage, so that data in the usual one neither change the results nor are changed.
        var own = options.Storage.Connection is null ? options with { Storage = options.Storage with { InMemory = true } } : options;
        var (shop, settings, _) = LocalShop.Ensure(ShopName, null, LocalRun.LoadSettings());
        var port = options.Port ?? (stay ? LocalFunctionsHostOptions.UsualPort : 0);
        await using var run = await LocalRun.StartAsync(own, settings, app => app with { Port = port, RunTimers = false }, stop);

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var deliveries = new ShopSimulation(Seed, today, shop.Currency).Play();
        Console.WriteLine(
            $"A tea shop, {ShopSimulation.Days} days, {ShopSimulation.Buyers} buyers: {deliveries.Count:N0} signed Shopify webhooks "
            + $"to {run.Host.BaseAddress}api/webhooks/shopify/{shop.Name}");
        var start = TimeProvider.System.GetTimestamp();
        using var client = new HttpClient { BaseAddress = run.Host.BaseAddress };
        var feeder = new WebhookFeeder(run.Host, new(client, shop), TimeProvider.System);
        await FeedProgress.ShowAsync("Webhooks", deliveries.Count, async sent =>
        {
            await feeder.SendAsync(deliveries, null, sent, stop);
            await run.Host.DrainAsync(stop);
        });
        Console.WriteLine(
            $"All processed in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:N1} seconds. "
            + "Next is the nightly run: it flags offers and classifies all buyers as of today.");
        await RunNightAsync(run.Host, stop);

        var buyers = await BuyersAsync(run.Host, shop, stop);
        var offers = await OffersAsync(run.Host, shop, stop);
        DemoReport.Write(Console.Out, shop.Currency, buyers, offers);
        var poisoned = await run.Host.PoisonedAsync(stop);
        if (poisoned == 0 && buyers.Count > 0 && offers.Count > 0)
        {
            await EndAsync(run.Host.BaseAddress, options.Port, stay, stop);
            return 0;
        }

        Console.Error.WriteLine(
            $"The demo failed: {poisoned} messages in poison queues, {buyers.Count} buyers, {offers.Count} offers.");
        return 1;
    }

    private static async Task EndAsync(Uri address, int? port, bool stay, CancellationToken stop)
    {
        var dashboard = $"api/dashboard#{ShopName}";
        Console.WriteLine();
        if (!stay)
        {
            var usual = port ?? LocalFunctionsHostOptions.UsualPort;
            Console.WriteLine($"To see the dashboard, run demo --stay and open http://127.0.0.1:{usual}/{dashboard}");
            return;
        }

        Console.WriteLine($"The dashboard: {address}{dashboard} (no key needed). Ctrl+C stops.");
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task RunNightAsync(LocalFunctionsHost host, CancellationToken stop)
    {
        // The report is written after all buyers are classified, and it counts the offers flagged by then.
        foreach (var function in (string[])["FlagOffers", "NightlyReclassification"])
        {
            await host.RunFunctionAsync(function, cancellationToken: stop);
            await host.DrainAsync(stop);
        }
    }

    private static async Task<IReadOnlyList<Buyer>> BuyersAsync(LocalFunctionsHost host, LocalShop shop, CancellationToken stop)
    {
        var store = host.Services.GetRequiredService<IBuyerStore>();
        var buyers = new List<Buyer>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in store.ScanAsync(ShopId.Parse(shop.Name), Buckets.Name(bucket), stop))
                buyers.Add(buyer);
        }

        return buyers;
    }

    private static async Task<IReadOnlyList<Offer>> OffersAsync(LocalFunctionsHost host, LocalShop shop, CancellationToken stop)
    {
        var offers = new List<Offer>();
        await foreach (var offer in host.Services.GetRequiredService<IOfferStore>().ListAsync(ShopId.Parse(shop.Name), stop))
        {
            if (offer.State == OfferState.Ready)
                offers.Add(offer);
        }

        return offers;
    }
}
