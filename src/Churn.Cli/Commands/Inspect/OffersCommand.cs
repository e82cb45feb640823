using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Churn.Cli.CommandLine;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Functions.Api.Offers;
using Spectre.Console;

namespace Churn.Cli.Commands.Inspect;

/// <summary>Lists a shop's offers, filtered by kind and state, with their reasons.</summary>
internal static class OffersCommand
{
    private static readonly Option<OfferKind?> KindOption = new("--kind")
    {
        HelpName = "KIND",
        Description = string.Join(", ", Enum.GetNames<OfferKind>()),
        CustomParser = OptionValues.Name<OfferKind>,
    };

    private static readonly Option<OfferState?> StateOption = new("--state")
    {
        HelpName = "STATE",
        Description = $"{string.Join(", ", Enum.GetNames<OfferState>())} [default: all but HeldOut]",
        CustomParser = OptionValues.Name<OfferState>,
    };

    public static Command Create()
    {
        var command = new Command("offers", "Lists the shop's offers, with their reasons.") { KindOption, StateOption };
        ShopServices.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var filter = new OfferFilter(parsed.GetValue(KindOption), parsed.GetValue(StateOption));
        await using var services = await ShopServices.OpenAsync(parsed, stop);
        var offers = services.Get<IOfferStore>().ListAsync(services.Shop.Id, stop).Where(filter.Takes).Select(OfferView.Of);
        if (parsed.GetValue(SharedOptions.Json))
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
                offer.Kind,
                offer.State,
                offer.CustomerId ?? offer.Buyer,
                offer.FlaggedOn.ToString("yyyy-MM-dd", culture),
                offer.ExpiresOn.ToString("yyyy-MM-dd", culture),
                string.Join(' ', offer.Reasons),
            }.Select(Markup.Escape)]);
        }

        if (table.Rows.Count > 0)
            AnsiConsole.Write(table);
        var note = filter.State is null ? "; held-out offers are listed only by --state heldout" : "";
        Console.WriteLine($"{table.Rows.Count.ToString("N0", culture)} offer(s){note}.");
        return 0;
    }
}
