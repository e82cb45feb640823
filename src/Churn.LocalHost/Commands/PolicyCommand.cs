using System.CommandLine;
using Churn.Domain.Policies;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;

namespace Churn.LocalHost.Commands;

/// <summary>Shows a shop's policy, says whom a change in a file would move, or puts it in force.</summary>
internal static class PolicyCommand
{
    private static readonly Argument<FileInfo> FileArgument = new Argument<FileInfo>("FILE.json")
    {
        Description = "The numbers that differ from the business model's; docs/policies.md names them.",
    }.AcceptExistingOnly();

    public static Command Create() => new(
        "policy", "Shows what a shop's labels go by, says whom a change would move, and makes it (docs/policies.md).")
    {
        Action("show", "Shows the policy in force.", ShowAsync),
        Action("dry-run", "Says whom a change would move, and changes nothing.", DryRunAsync, FileArgument),
        Action("set", "Puts a change in force.", SetAsync, FileArgument),
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
        Show(shop, await services.Get<PolicyDesk>().GetAsync(shop, stop));

    private static async Task DryRunAsync(LocalServices services, Shop shop, FileInfo? file, CancellationToken stop)
    {
        var overrides = await ReadAsync(file!, shop, stop);
        var today = shop.DayOf(services.Get<TimeProvider>().GetUtcNow());
        var result = await services.Get<PolicyDryRun>().RunAsync(shop, overrides.Apply(shop.BusinessModel, 0), today, int.MaxValue, stop);
        foreach (var sentence in DryRunText.Describe(result))
        {
            Console.WriteLine(sentence);
        }
    }

    private static async Task SetAsync(LocalServices services, Shop shop, FileInfo? file, CancellationToken stop)
    {
        var now = await services.Get<PolicyDesk>().GetAsync(shop, stop);
        var overrides = await ReadAsync(file!, shop, stop);
        var put = await services.Get<PolicyDesk>().PutAsync(shop, overrides, now.Number, stop)
            ?? throw new LocalHostException("Somebody else changed the policy at this moment: look at it with policy show, and set yours again.");
        Console.WriteLine($"{put.For(shop).Version} is in force.");
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

    private static async Task<PolicyOverrides> ReadAsync(FileInfo file, Shop shop, CancellationToken stop)
    {
        var reading = PolicyDesk.Read(await File.ReadAllTextAsync(file.FullName, stop), shop);
        return reading.Problems.IsEmpty
            ? reading.Overrides
            : throw new LocalHostException(string.Join(Environment.NewLine, reading.Problems));
    }
}
