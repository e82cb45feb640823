namespace Churn.Storage.Tables;

/// <summary>The names of the app's tables. <c>infra/</c> creates the same tables.</summary>
public static class TableNames
{
    public const string Buyers = "Buyers";

    public const string Identities = "Identities";

    public const string Offers = "Offers";

    public const string Poisoned = "Poisoned";

    public const string Exports = "Exports";

    public const string Shops = "Shops";

    public const string Accounts = "Accounts";

    public const string Models = "Models";

    public const string Runs = "Runs";

    public const string Reports = "Reports";

    public const string Policies = "Policies";

    public const string Endpoints = "Endpoints";

    public const string Deliveries = "Deliveries";

    public static IReadOnlyList<string> All { get; } =
        [Buyers, Identities, Offers, Poisoned, Exports, Shops, Accounts, Models, Runs, Reports, Policies, Endpoints, Deliveries];
}
