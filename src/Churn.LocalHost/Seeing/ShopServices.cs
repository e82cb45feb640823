using System.Text.Encodings.Web;
using System.Text.Json;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;
using Churn.LocalHost.Commands;
using Churn.LocalHost.Shopify;
using Spectre.Console;

namespace Churn.LocalHost.Seeing;

/// <summary>The app's services and one shop, for commands that only look.</summary>
internal sealed class ShopServices : IAsyncDisposable
{
    /// <summary>As the API writes.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int WidthOfAFile = 140;

    private readonly LocalServices _services;

    private ShopServices(LocalServices services, Shop shop)
    {
        _services = services;
        Shop = shop;
    }

    public Shop Shop { get; }

    /// <summary>Opens the shop of <c>--shop</c>; on this machine one that <c>replay</c> made up is made up again.</summary>
    public static async Task<ShopServices> OpenAsync(CommandLineOptions options, CancellationToken stop)
    {
        if (!ShopId.TryParse(options.Shop, out var id))
            throw new LocalHostException("--shop needs a shop's name: 1 to 40 of the characters a-z, 0-9 and '-'.");
        var settings = LocalRun.LoadSettings();
        if (!settings.Keys.Any(key => key.StartsWith($"Shops:{id.Value}:", StringComparison.OrdinalIgnoreCase)))
        {
            (_, settings, _) = options.Account is null ? LocalShop.Ensure(id.Value, options.Currency, settings)
                : throw new LocalHostException($"Shop {id.Value} is not set here: on a real account that needs its settings, as in local.settings.json or the environment.");
        }

        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfAFile;
        var services = await LocalServices.OpenAsync(options, settings, stop);
        return services.Get<IShopDirectory>().Find(id) is { } shop ? new(services, shop) : throw new LocalHostException($"Shop {id.Value} is not set here.");
    }

    public T Get<T>()
        where T : notnull => _services.Get<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
