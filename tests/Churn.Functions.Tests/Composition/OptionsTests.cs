using System.Collections;
using System.Reflection;
using Churn.Domain.Shops;
using Churn.Functions.Api;
using Churn.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Tests.Composition;

public sealed class OptionsTests
{
    [Theory]
    [InlineData(typeof(ApiOptions), "RequestsPerMinute=600")]
    [InlineData(typeof(StorageOptions), "ConnectionString= AccountName= TableServiceUri= QueueServiceUri=")]
    [InlineData(
        typeof(ShopOptions),
        "Platform= Secrets= Domain= IdentityKeys= BusinessModel=GeneralRetail Currency=EUR TimeZone=UTC CallingCode= NotificationUrl= "
        + "ApiUrl= ApiToken= NightlyAt=03:00 MarginPercent=100 ContractNoticeDays=30 ApiKeys= Endpoints=")]
    public void Defaults_OfTheOptions_AreThese(Type options, string expected)
    {
        var made = Activator.CreateInstance(options);
        var written = options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .Select(property => $"{property.Name}={Text(property.GetValue(made))}");

        Assert.Equal(expected, string.Join(' ', written));
    }

    [Theory]
    [InlineData("Shops:demo:Platform", null, "Shops:demo:Platform: The Platform field is required.")]
    [InlineData(
        "Shops:demo:Secrets:0",
        null,
        "Shops:demo:Secrets: The field Secrets must be a string or array type with a minimum length of '1'.")]
    [InlineData("Shops:demo:Secrets:0", " ", "Shops:demo:Secrets: Secrets holds an empty secret, which would let anybody sign.")]
    [InlineData("Shops:demo:IdentityKeys:0", "too short", "Shops:demo:IdentityKeys: IdentityKeys holds a key of fewer than 16 characters.")]
    [InlineData(
        "Shops:demo:Secrets:0",
        "@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/s/)",
        "Shops:demo:Secrets: Secrets holds a Key Vault reference that was not resolved: the vault lacks the secret, "
        + "or the app may not read it.")]
    [InlineData("Shops:demo:Currency", "euro", "Shops:demo:Currency: The field Currency must match the regular expression '^[A-Z]{3}$'.")]
    [InlineData("Shops:demo:TimeZone", "Berlin", "Shops:demo:TimeZone: TimeZone is not an IANA time zone, such as Europe/Berlin.")]
    [InlineData(
        "Shops:demo:CallingCode",
        "+49",
        "Shops:demo:CallingCode: The field CallingCode must match the regular expression '^[0-9]{0,3}$'.")]
    [InlineData(
        "Shops:demo:ApiUrl",
        "api.example.com",
        "Shops:demo:ApiUrl: The field ApiUrl must match the regular expression '^https?://.+/$'.")]
    [InlineData("Shops:demo:Endpoints:0:Url", "http://crm.example.com/in", "Shops:demo:Endpoints: An endpoint's Url is not https.")]
    [InlineData(
        "Shops:demo:Endpoints:0:Url",
        "https://crm.example.com/in",
        "Shops:demo:Endpoints: An endpoint's Secrets are not whsec_ and base64 of 24 to 64 bytes.")]
    [InlineData("Shops:demo:Curency", "EUR", "Shops:demo:Curency: there is no such setting.")]
    [InlineData(
        "AzureWebJobsStorage",
        null,
        "DataAnnotation validation failed for 'StorageOptions' members: 'ConnectionString' with the error: "
        + "'Set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__accountName, "
        + "or both AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__queueServiceUri.'.")]
    [InlineData(
        "EventSink",
        "queues",
        "DataAnnotation validation failed for 'EventOptions' members: 'Sink' with the error: "
        + "'EventSink takes \"queue\" or nothing: leave it out, or set it to queue.'.")]
    public void Validate_ABadSetting_FailsAtStartWithItsNameAndNotItsValue(string setting, string? value, string expected)
    {
        using var container = SampleSettings.Container(SampleSettings.With((setting, value)));

        var exception = Assert.Throws<OptionsValidationException>(container.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public void Validate_UnknownSettingOfAnEndpoint_IsNamed()
    {
        using var container = SampleSettings.Container(SampleSettings.With(
            ("Shops:demo:Endpoints:0:Url", "https://crm.example.com/in"),
            ("Shops:demo:Endpoints:0:Secrets:0", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            ("Shops:demo:Endpoints:0:Type", "classified")));

        var exception = Assert.Throws<OptionsValidationException>(container.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal("Shops:demo:Endpoints:0:Type: there is no such setting.", exception.Message);
    }

    [Fact]
    public void Validate_BadNameOfAShop_SaysWhatANameIs()
    {
        using var container = SampleSettings.Container(SampleSettings.With(
            ("Shops:Tea_Shop:Platform", "shopify"),
            ("Shops:Tea_Shop:Secrets:0", "a secret"),
            ("Shops:Tea_Shop:IdentityKeys:0", "an identity key of ours")));

        var exception = Assert.Throws<OptionsValidationException>(container.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal("Shops:Tea_Shop: a shop's name is 1 to 40 of the characters a-z, 0-9 and '-'.", exception.Message);
    }

    private static string Text(object? value) =>
        value is IEnumerable list and not string ? string.Join(',', list.Cast<object>()) : $"{value}";
}
