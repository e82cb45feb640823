using Churn.LocalHost.Settings;

namespace Churn.LocalHost.Tests.Settings;

public sealed class AccountSettingsTests
{
    private static readonly Dictionary<string, string?> Local = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["AzureWebJobsStorage:clientId"] = "somebody",
        ["Shops:demo:Platform"] = "shopify",
    };

    [Fact]
    public void Over_AName_ReplacesTheStorageAndNothingElse() =>
        Assert.Equal(
            new Dictionary<string, string?> { ["AzureWebJobsStorage:accountName"] = "stchurn", ["Shops:demo:Platform"] = "shopify" },
            AccountSettings.Over(Local, "stchurn").OrderBy(pair => pair.Key).ToDictionary());

    [Theory]
    [InlineData("https://stchurn.table.core.windows.net/")]
    [InlineData("https://stchurn.blob.core.windows.net")]
    public void Over_AnAddressOfTheAccount_NamesBothServices(string address)
    {
        var over = AccountSettings.Over(Local, address);

        Assert.Equal(
            ("https://stchurn.table.core.windows.net", "https://stchurn.queue.core.windows.net"),
            (over["AzureWebJobsStorage:tableServiceUri"], over["AzureWebJobsStorage:queueServiceUri"]));
        Assert.False(over.ContainsKey("AzureWebJobsStorage"));
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b")]
    [InlineData("http://stchurn.table.core.windows.net")]
    [InlineData("https://example.com")]
    [InlineData("UPPER")]
    public void Over_AnythingElse_IsRefusedWithoutRepeatingIt(string account)
    {
        var failure = Assert.Throws<LocalHostException>(() => AccountSettings.Over(Local, account));

        Assert.DoesNotContain(account, failure.Message, StringComparison.Ordinal);
    }
}
