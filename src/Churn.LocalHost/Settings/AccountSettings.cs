namespace Churn.LocalHost.Settings;

/// <summary>
/// Settings for a storage account in Azure that is accessed by the signed-in person's identity, without a key or connection string.
/// </summary>
internal static class AccountSettings
{
    private static readonly string[] Services = ["blob", "queue", "table"];

    /// <summary>Returns the settings of this machine with their storage replaced by an account in Azure.</summary>
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
            throw new LocalHostException(
                "--account needs a storage account's name, or one of its addresses, such as https://NAME.table.core.windows.net.");
        }

        over[$"{AppSettings.Storage}:tableServiceUri"] = $"https://{name}.table.{rest}";
        over[$"{AppSettings.Storage}:queueServiceUri"] = $"https://{name}.queue.{rest}";
        return over;
    }

    private static bool IsStorage(string key) =>
        key.Equals(AppSettings.Storage, StringComparison.OrdinalIgnoreCase)
        || key.StartsWith($"{AppSettings.Storage}:", StringComparison.OrdinalIgnoreCase);
}
