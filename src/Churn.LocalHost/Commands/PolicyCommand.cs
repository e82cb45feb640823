using Churn.Domain.Policies;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;

namespace Churn.LocalHost.Commands;

/// <summary>Shows a shop's policy, says whom a change in a file would move, or puts it in force.</summary>
internal static class PolicyCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        await using var services = await LocalServices.OpenAsync(options, LocalRun.LoadSettings(), stop);
        var shop = ShopId.TryParse(options.Shop, out var id) && services.Get<IShopDirectory>().Find(id) is { } found
            ? found
            : throw new LocalHostException($"There is no shop {options.Shop} in the settings: add Shops__{options.Shop}__* as README.md shows.");
        var now = await services.Get<PolicyDesk>().GetAsync(shop, stop);
        if (options.Action == "show")
        {
            Show(shop, now);
            return 0;
        }

        var reading = PolicyDesk.Read(await ReadAsync(options.File!, stop), shop);
        if (!reading.Problems.IsEmpty)
            throw new LocalHostException(string.Join(Environment.NewLine, reading.Problems));
        if (options.Action == "dry-run")
        {
            var today = shop.DayOf(services.Get<TimeProvider>().GetUtcNow());
            var result = await services.Get<PolicyDryRun>().RunAsync(shop, reading.Overrides.Apply(shop.BusinessModel, 0), today, int.MaxValue, stop);
            foreach (var sentence in DryRunText.Describe(result))
                Console.WriteLine(sentence);
            return 0;
        }

        var put = await services.Get<PolicyDesk>().PutAsync(shop, reading.Overrides, now.Number, stop)
            ?? throw new LocalHostException("Somebody else changed the policy at this moment: look at it with policy show, and set yours again.");
        Console.WriteLine($"{put.For(shop).Version} is in force.");
        return 0;
    }

    private static void Show(Shop shop, PolicyVersion version)
    {
        var policy = version.For(shop);
        Console.WriteLine($"{policy.Version}{(version.Number == 0 ? "" : $", in force since {version.From:u}")}");
        foreach (var number in PolicyCatalog.Numbers.Values)
        {
            if (number.Read(policy) is { } value)
                Console.WriteLine($"{number.Name,-42} {(number.IsFlag ? (value == 1 ? "true" : "false") : value),8}{(version.Overrides.Numbers.ContainsKey(number.Name) ? "  changed" : "")}");
        }

        Console.WriteLine(PolicyJson.Write(version.Overrides));
    }

    private static async Task<string> ReadAsync(string path, CancellationToken stop)
    {
        try
        {
            return await File.ReadAllTextAsync(path, stop);
        }
        catch (IOException failure)
        {
            throw new LocalHostException(failure.Message);
        }
    }
}
