using System.CommandLine;
using Churn.Cli.CommandLine;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Churn.LocalHost;

namespace Churn.Cli.Commands;

/// <summary>Shows a shop's policy, tests a change from a file, or puts it into force.</summary>
internal static class PolicyCommand
{
    private static readonly Argument<FileInfo> FileArgument = new Argument<FileInfo>("FILE.json")
    {
        Description = "The numbers that differ from the business model's; docs/policies.md lists all numbers.",
    }.AcceptExistingOnly();

    public static Command Create() => new(
        "policy", "Shows the policy behind a shop's labels, tests a change of it, and puts it into force (docs/policies.md).")
    {
        Action("show", "Shows the policy in force.", ShowAsync),
        Action("dry-run", "Counts the buyers that a change would relabel, without making it.", DryRunAsync, FileArgument),
        Action("set", "Puts a change into force.", SetAsync, FileArgument),
    };

    private static Command Action(
        string name, string description, Func<LocalServices, Shop, FileInfo?, CancellationToken, Task> run, params Argument[] arguments)
    {
        var command = new Command(name, description) { SharedOptions.Shop };
        Array.ForEach(arguments, command.Add);
        StorageChoice.AddTo(command, orAccount: false);
        command.SetAction(async (parsed, stop) =>
        {
            var id = parsed.GetRequiredValue(SharedOptions.Shop);
            await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), LocalRun.LoadSettings(), stop);
            var shop = services.Get<IShopDirectory>().Find(id)
                ?? throw new LocalHostException($"There is no shop {id} in the settings: add Shops__{id}__* as README.md shows.");
            await run(services, shop, parsed.GetValue(FileArgument), stop);
            return 0;
        });
        return command;
    }

    private static async Task ShowAsync(LocalServices services, Shop shop, FileInfo? file, CancellationToken stop) =>
        Show(shop, await services.Get<PolicyService>().GetAsync(shop, stop));

    private static async Task DryRunAsync(LocalServices services, Shop shop, FileInfo? file, CancellationToken stop)
    {
        var overrides = await ReadAsync(file!, shop, stop);
        var today = shop.DayOf(services.Get<TimeProvider>().GetUtcNow());
        var changed = overrides.Apply(shop.BusinessModel, 0);
        var result = await services.Get<PolicyDryRun>().RunAsync(shop, changed, today, int.MaxValue, stop);
        foreach (var sentence in DryRunText.Describe(result))
        {
            Console.WriteLine(sentence);
        }
    }

    private static async Task SetAsync(LocalServices services, Shop shop, FileInfo? file, CancellationToken stop)
    {
        var now = await services.Get<PolicyService>().GetAsync(shop, stop);
        var overrides = await ReadAsync(file!, shop, stop);
        var put = await services.Get<PolicyService>().PutAsync(shop, overrides, now.Number, stop)
            ?? throw new LocalHostException(
                "The policy was changed by another person at this moment: check it with policy show, and set yours again.");
        Console.WriteLine($"{put.For(shop).Version} is in force.");
    }

    private static void Show(Shop shop, PolicyVersion version)
    {
        var policy = version.For(shop);
        Console.WriteLine($"{policy.Version}{(version.Number == 0 ? "" : $", in force since {version.From:u}")}");
        foreach (var number in PolicyCatalog.Numbers.Values)
        {
            if (number.Read(policy) is { } value)
            {
                var changed = version.Overrides.Numbers.ContainsKey(number.Name) ? "  changed" : "";
                Console.WriteLine($"{number.Name,-42} {(number.IsFlag ? (value == 1 ? "true" : "false") : value),8}{changed}");
            }
        }

        Console.WriteLine(PolicyJson.Write(version.Overrides));
    }

    private static async Task<PolicyOverrides> ReadAsync(FileInfo file, Shop shop, CancellationToken stop)
    {
        var reading = PolicyService.Read(await File.ReadAllTextAsync(file.FullName, stop), shop);
        return reading.Problems.IsEmpty
            ? reading.Overrides
            : throw new LocalHostException(string.Join(Environment.NewLine, reading.Problems));
    }
}
