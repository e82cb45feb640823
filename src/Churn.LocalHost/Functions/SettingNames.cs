using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.Functions;

/// <summary>Replaces `%Name%` in the texts of trigger attributes by the setting's value.</summary>
internal static partial class SettingNames
{
    public static string Resolve(string text, IConfiguration configuration, string function) =>
        Name().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            return configuration[name] is { Length: > 0 } value
                ? value
                : throw new LocalHostException(
                    $"Function {function} needs the setting '{name}', which is not set: add it to \"Values\" in local.settings.json.");
        });

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
