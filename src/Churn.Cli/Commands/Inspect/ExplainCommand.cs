using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Churn.Cli.CommandLine;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Functions.Api.Buyers;
using Churn.LocalHost;
using Spectre.Console;

namespace Churn.Cli.Commands.Inspect;

/// <summary>
/// Explains a buyer's labels, what would change them, and what would be offered. The exit code is 1 if there is no such buyer.
/// </summary>
internal static class ExplainCommand
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private static readonly Argument<string> BuyerArgument = new("BUYER")
    {
        Description = "The buyer's id, or customer: and the platform's customer id",
    };

    private static readonly Option<DateOnly?> DateOption = new("--date")
    {
        HelpName = "yyyy-MM-dd",
        Description = "As of the end of this day [default: today]",
        CustomParser = OptionValues.Day,
    };

    public static Command Create()
    {
        var command = new Command("explain", "Explains a buyer's labels, and what would be offered.")
        {
            BuyerArgument, DateOption,
        };
        ShopServices.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var services = await ShopServices.OpenAsync(parsed, stop);
        var (shop, history) = (services.Shop, services.Get<BuyerHistory>());
        var today = shop.DayOf(services.Get<TimeProvider>().GetUtcNow());
        var asked = parsed.GetValue(DateOption);
        var day = asked ?? today;
        if (day > today)
        {
            throw new LocalHostException("--date lies in the future. The ledger holds past orders only.");
        }

        if (await services.Get<BuyerFinder>().FindAsync(shop, parsed.GetRequiredValue(BuyerArgument), stop) is not { } found)
        {
            Console.Error.WriteLine("No such buyer. Name a buyer by their id, or by customer: and the platform's customer id.");
            return 1;
        }

        var buyer = await history.OnAsync(found, day, stop);
        var rulebooks = services.Get<IRulebooks>();
        var rulebook = asked is null ? await rulebooks.ForAsync(shop, stop) : await rulebooks.OnAsync(shop, day, stop);
        var explained = ExplanationView.Of(buyer, rulebook);
        if (parsed.GetValue(SharedOptions.Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(explained, ShopServices.Json));
            return 0;
        }

        Write(explained, buyer.Facts);
        var orders = (await history.ReadAsync(found, stop)).Where(order => shop.DayOf(order.PlacedAt) <= day).Select(OrderView.Of).ToList();
        AnsiConsole.Write(Orders(orders));
        return 0;
    }

    private static void Write(ExplanationView explained, BuyerFacts facts)
    {
        Console.WriteLine(
            $"Buyer {explained.Id}, customer {facts.CustomerId ?? "unknown"}: {explained.Relationship}, {explained.Activity} "
            + $"as of {explained.AsOf.ToString("yyyy-MM-dd", Culture)} "
            + $"(policy {explained.PolicyVersion}, model {explained.ModelVersion}).");
        Console.WriteLine(explained.Distance);
        Console.WriteLine(explained.Waiting);
        var reasons = Titled("Why", "Rule", "Holds", "With these numbers");
        foreach (var reason in explained.Reasons)
            reasons.AddRow(Markup.Escape(reason.Rule), reason.Holds ? "yes" : "no", Markup.Escape(reason.Text));
        AnsiConsole.Write(reasons);

        var offers = Titled("What would be offered", "Kind", "State", "Why");
        foreach (var offer in explained.Offers.Where(offer => offer.State != "NotDue"))
        {
            string[] reasonsOfOffer = [.. offer.Reasons, .. offer.Why is { } why ? [why] : Array.Empty<string>()];
            offers.AddRow(Markup.Escape(offer.Kind), offer.State, Markup.Escape(string.Join(' ', reasonsOfOffer)));
        }

        if (offers.Rows.Count > 0)
            AnsiConsole.Write(offers);
        if (explained.Nothing is { } nothing)
            Console.WriteLine($"Nothing is offered: {nothing}");
    }

    private static Table Orders(IReadOnlyList<OrderView> orders)
    {
        var table = Titled("Orders, oldest first", "Order", "Placed", "Status", "Channel", "Net value", "Counts");
        foreach (var order in orders)
        {
            var value = Domain.Orders.Currencies.Decimals(order.Currency) is var decimals
                ? ((decimal)order.NetValue / (decimal)Math.Pow(10, decimals)).ToString($"N{decimals}", Culture) : "";
            string[] cells =
            [
                order.Id,
                order.PlacedAt.ToString("yyyy-MM-dd", Culture),
                order.Status,
                order.Channel,
                $"{value} {order.Currency}",
                order.IsPurchase ? "yes" : "no",
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        return table;
    }

    private static Table Titled(string title, params string[] columns) => new Table().Title(title).AddColumns(columns);
}
