using Churn.Domain.Identities;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;

namespace Churn.LocalHost.Commands;

/// <summary>Searches every table and queue for a person. Exit code 1 when anything but tombstones was found, or not everything could be seen.</summary>
internal static class ProveErasedCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        await using var services = await LocalServices.OpenAsync(options, LocalRun.LoadSettings(), stop);
        if (!ShopId.TryParse(options.Shop, out var id) || services.Get<IShopDirectory>().Find(id) is not { } shop)
            throw new LocalHostException("No shop of that name is configured, and without its keys nobody can be looked for.");
        var person = IdentityHasher.Identify(shop, "", options.Email, options.Phone, options.Customer);
        if (person.IsAnonymous)
            throw new LocalHostException("That is neither an e-mail address nor a phone number nor a customer id.");

        var search = services.Get<IPersonSearch>();
        var (tombstones, traces) = (0, 0);
        await foreach (var trace in search.FindAsync(id, person.Identifiers, person.CustomerId, stop))
        {
            if (trace.IsTombstone)
            {
                tombstones++;
                continue;
            }

            traces++;
            Console.WriteLine($"{trace.Where,-12} {trace.Row}");
        }

        var unseen = await search.CountUnseenAsync(stop);
        Console.WriteLine($"{traces} trace(s) of the person, {tombstones} tombstone(s), {unseen} queued message(s) that could not be looked at.");
        return traces + unseen == 0 ? 0 : 1;
    }
}
