using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Churn.Cli.CommandLine;
using Churn.Domain.Shops;
using Churn.LocalHost;
using Churn.Simulation.Shopify;
using Spectre.Console;

namespace Churn.Cli.Commands.Inspect;

/// <summary>The app's services and one shop, for commands that only read.</summary>
internal sealed class ShopServices : IAsyncDisposable
{
    /// <summary>The API's JSON options, with indentation.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private const int WidthOfAFile = 140;

    private readonly LocalServices _services;

    private ShopServices(LocalServices services, Shop shop)
    {
        _services = services;
        Shop = shop;
    }

    public Shop Shop { get; }

    /// <summary>
    /// Opens the shop of <c>--shop</c>. On this machine a shop without settings is made up in the same way as by <c>replay</c>.
    /// </summary>
    public static async Task<ShopServices> OpenAsync(ParseResult parsed, CancellationToken stop)
    {
        var (id, options) = (parsed.GetRequiredValue(SharedOptions.Shop), StorageChoice.Of(parsed));
        var settings = options.Account is null
            ? LocalShop.KnownOrMade(id, parsed.GetValue(SharedOptions.Currency), LocalRun.LoadSettings())
            : LocalShop.Known(id, LocalRun.LoadSettings());
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfAFile;
        var services = await LocalServices.OpenAsync(options, settings, stop);
        return services.Get<IShopDirectory>().Find(id) is { } shop
            ? new(services, shop)
            : throw new LocalHostException($"Shop {id.Value} is not configured here: set Shops:{id.Value}.");
    }

    /// <summary>Adds the options that <see cref="OpenAsync"/> reads.</summary>
    public static void AddTo(Command command)
    {
        command.Add(SharedOptions.Shop);
        command.Add(SharedOptions.Currency);
        command.Add(SharedOptions.Json);
        StorageChoice.AddTo(command, orAccount: true);
    }

    public T Get<T>()
        where T : notnull => _services.Get<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
