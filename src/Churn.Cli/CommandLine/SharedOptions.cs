using System.CommandLine;
using Churn.Domain.Shops;

namespace Churn.Cli.CommandLine;

/// <summary>Options that several commands have, with the same meaning in each.</summary>
internal static class SharedOptions
{
    public static Option<ShopId> Shop { get; } = new("--shop")
    {
        HelpName = "NAME",
        Required = true,
        Description = "The shop, as in the setting Shops:NAME. On this machine a shop without settings is made up.",
        CustomParser = OptionValues.Shop,
    };

    public static Option<string?> Currency { get; } = new("--currency")
    {
        HelpName = "CODE",
        Description = "The currency of a shop that is made up, and of a file's values [default: the shop's, or USD]",
        CustomParser = OptionValues.Currency,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Prints JSON, as the API answers it, instead of tables." };
}
