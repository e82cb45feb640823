using System.Globalization;
using System.Text.Json;
using Churn.Domain.Offers;
using Churn.Functions.Offers;
using Churn.LocalHost.CommandLine;
using Spectre.Console;

namespace Churn.LocalHost.Seeing;

/// <summary>Lists a shop's offers by kind and state, with why.</summary>
internal static class OffersCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        var filter = Filter(options);
        await using var services = await ShopServices.OpenAsync(options, stop);
        var offers = services.Get<IOfferStore>().ListAsync(services.Shop.Id, stop).Where(filter.Takes).Select(OfferView.Of);
        if (options.Json)
        {
            await using var output = Console.OpenStandardOutput();
            await JsonSerializer.SerializeAsync(output, offers, ShopServices.Json, stop);
            return 0;
        }

        var culture = CultureInfo.InvariantCulture;
        var table = new Table().AddColumns("Kind", "State", "Customer", "Flagged", "Until", "Why");
        await foreach (var offer in offers)
        {
            table.AddRow([.. new[]
            {
                offer.Kind, offer.State, offer.CustomerId ?? offer.Buyer, offer.FlaggedOn.ToString("yyyy-MM-dd", culture), offer.ExpiresOn.ToString("yyyy-MM-dd", culture),
                string.Join(' ', offer.Reasons),
            }.Select(Markup.Escape)]);
        }

        if (table.Rows.Count > 0)
            AnsiConsole.Write(table);
        Console.WriteLine($"{table.Rows.Count.ToString("N0", culture)} offer(s){(filter.State is null ? "; who is held out is listed only by --state heldout" : "")}.");
        return 0;
    }

    private static OfferFilter Filter(CommandLineOptions options)
    {
        try
        {
            return OfferFilter.Read(options.Kind is { } kind ? [kind] : [], options.State is { } state ? [state] : []);
        }
        catch (FormatException failure)
        {
            throw new LocalHostException($"--{failure.Message}");
        }
    }
}
