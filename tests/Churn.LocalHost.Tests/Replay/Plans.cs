using System.Text;
using Churn.Domain.Shops;
using Churn.Simulation.Replay;
using Churn.Testing.Builders;

namespace Churn.LocalHost.Tests.Replay;

/// <summary>Makes plans of files, for a shop as `replay` makes it up.</summary>
internal static class Plans
{
    public static async Task<ReplayPlan> OfTextAsync(string csv) =>
        await ReplayPlan.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), Made("EUR"), null, default);

    public static async Task<ReplayPlan> OfFileAsync(string path, string currency = "USD")
    {
        await using var file = File.OpenRead(path);
        return await ReplayPlan.ReadAsync(file, Made(currency), null, default);
    }

    private static Shop Made(string currency) =>
        AShop.Named("replayed", options => (options.Currency, options.TimeZone) = (currency, "UTC"));
}
