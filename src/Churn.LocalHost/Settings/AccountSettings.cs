namespace Churn.LocalHost.Settings;

/// <summary>Settings that reach a storage account of Azure's by the identity of whoever is signed in: no key and no connection string.</summary>
internal static class AccountSettings
{
    private static readonly string[] Services = ["blob", "queue", "table"];

    /// <summary>The given settings with the storage of that account in place of theirs.</summary>
    /// <param name="settings">Those of this machine.</param>
    /// <param name="account">The account's name, or one of its addresses, such as <c>https://NAME.table.core.windows.net</c>.</param>
    public static IReadOnlyDictionary<string, string?> Over(IReadOnlyDictionary<string, string?> settings, string account)
    {
        var over = settings.Where(pair => !IsStorage(pair.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (account.Length is >= 3 and <= 24 && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
        {
            over[$"{AppSettings.Storage}:accountName"] = account;
            return over;
        }

        if (!Uri.TryCreate(account, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps
            || address.Host.Split('.', 3) is not [var name, var service, var rest] || !Services.Contains(service))
        {
            throw new LocalHostException("--account needs a storage account's name, or one of its addresses, such as https://NAME.table.core.windows.net.");
        }

        over[$"{AppSettings.Storage}:tableServiceUri"] = $"https://{name}.table.{rest}";
        over[$"{AppSettings.Storage}:queueServiceUri"] = $"https://{name}.queue.{rest}";
        return over;
    }

    private static bool IsStorage(string key) =>
        key.Equals(AppSettings.Storage, StringComparison.OrdinalIgnoreCase) || key.StartsWith($"{AppSettings.Storage}:", StringComparison.OrdinalIgnoreCase);
}
