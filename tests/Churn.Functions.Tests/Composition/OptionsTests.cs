using System.Collections;
using System.Reflection;
using Churn.Domain.Policies;
using Churn.Domain.Shops;
using Churn.Functions.Http;
using Churn.Storage;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Tests.Composition;

public sealed class OptionsTests
{
    [Theory]
    [InlineData(typeof(QueueOptions), "OrdersQueue=orders AmendmentsQueue=amendments SearchesQueue=searches ReclassifyQueue=reclassify OffersQueue=offers NoticesQueue=notices RebuildQueue=rebuild AccountsQueue=accounts RunsQueue=runs OutboxQueue=outbox DeliveriesQueue=deliveries BuyerEventsQueue=buyer-events")]
    [InlineData(typeof(TableOptions), "Buyers=Buyers Identities=Identities Offers=Offers Poisoned=Poisoned Exports=Exports Shops=Shops Accounts=Accounts Models=Models Runs=Runs Reports=Reports Policies=Policies Endpoints=Endpoints Deliveries=Deliveries")]
    [InlineData(typeof(RulebookOptions), "KeepSeconds=60")]
    [InlineData(typeof(ApiOptions), "RequestsPerMinute=600")]
    [InlineData(typeof(StorageOptions), "ConnectionString= AccountName= TableServiceUri= QueueServiceUri= ClientId=")]
    [InlineData(typeof(ShopOptions), "Platform= Secrets= Domain= IdentityKeys= BusinessModel=GeneralRetail Currency=EUR TimeZone=UTC CallingCode= NotificationUrl= ApiUrl= ApiToken= NightlyAt=03:00 MarginPercent=100 ContractNoticeDays=30 ApiKeys= Endpoints=")]
    public void Defaults_OfTheOptions_AreThese(Type options, string expected)
    {
        var made = Activator.CreateInstance(options);
        var written = options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .Select(property => $"{property.Name}={Text(property.GetValue(made))}");

        Assert.Equal(expected, string.Join(' ', written));
    }

    [Theory]
    [InlineData("Shops:demo:Platform", null, "Shops:demo:Platform: The Platform field is required.")]
    [InlineData("Shops:demo:Secrets:0", null, "Shops:demo:Secrets: The field Secrets must be a string or array type with a minimum length of '1'.")]
    [InlineData("Shops:demo:Secrets:0", " ", "Shops:demo:Secrets: Secrets holds an empty secret, which would let anybody sign.")]
    [InlineData("Shops:demo:IdentityKeys:0", "too short", "Shops:demo:IdentityKeys: IdentityKeys holds a key of fewer than 16 characters.")]
    [InlineData("Shops:demo:Secrets:0", "@Microsoft.KeyVault(SecretUri=https://kv.example/secrets/s/)", "Shops:demo:Secrets: Secrets holds a Key Vault reference that was not resolved: the vault lacks the secret, or the app may not read it.")]
    [InlineData("Shops:demo:Currency", "euro", "Shops:demo:Currency: The field Currency must match the regular expression '^[A-Z]{3}$'.")]
    [InlineData("Shops:demo:TimeZone", "Berlin", "Shops:demo:TimeZone: TimeZone is not an IANA time zone, such as Europe/Berlin.")]
    [InlineData("Shops:demo:CallingCode", "+49", "Shops:demo:CallingCode: The field CallingCode must match the regular expression '^[0-9]{0,3}$'.")]
    [InlineData("Shops:demo:ApiUrl", "api.example.com", "Shops:demo:ApiUrl: The field ApiUrl must match the regular expression '^https?://.+/$'.")]
    [InlineData("Shops:demo:Endpoints:0:Url", "http://crm.example.com/in", "Shops:demo:Endpoints: An endpoint's Url is not https.")]
    [InlineData("Shops:demo:Endpoints:0:Url", "https://crm.example.com/in", "Shops:demo:Endpoints: An endpoint's Secrets are not whsec_ and base64 of 24 to 64 bytes.")]
    [InlineData("AzureWebJobsStorage", null, "DataAnnotation validation failed for 'StorageOptions' members: 'ConnectionString' with the error: 'Set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__accountName, or both AzureWebJobsStorage__tableServiceUri and AzureWebJobsStorage__queueServiceUri.'.")]
    [InlineData("EventSink", "queues", "DataAnnotation validation failed for 'EventOptions' members: 'Sink' with the error: 'EventSink takes \"queue\" or nothing: leave it away, or set it to queue.'.")]
    [InlineData("OrdersQueue", "Orders", "DataAnnotation validation failed for 'QueueOptions' members: 'OrdersQueue' with the error: 'The field OrdersQueue must match the regular expression '^[a-z0-9](?!.*--)[a-z0-9-]{1,54}[a-z0-9]$'.'.")]
    [InlineData("Tables:Buyers", "1", "DataAnnotation validation failed for 'TableOptions' members: 'Buyers' with the error: 'The field Buyers must match the regular expression '^[A-Za-z][A-Za-z0-9]{2,62}$'.'.")]
    public void Validate_ABadSetting_FailsAtStartWithItsNameAndNotItsValue(string setting, string? value, string expected)
    {
        using var container = SampleSettings.Container(SampleSettings.With((setting, value)));

        var exception = Assert.Throws<OptionsValidationException>(container.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(expected, exception.Message);
    }

    [Fact]
    public void Validate_BadNameOfAShop_SaysWhatANameIs()
    {
        using var container = SampleSettings.Container(SampleSettings.With(
            ("Shops:Tea_Shop:Platform", "shopify"), ("Shops:Tea_Shop:Secrets:0", "a secret"), ("Shops:Tea_Shop:IdentityKeys:0", "an identity key of ours")));

        var exception = Assert.Throws<OptionsValidationException>(container.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal("Shops:Tea_Shop: a shop's name is 1 to 40 of the characters a-z, 0-9 and '-'.", exception.Message);
    }

    private static string Text(object? value) => value is IEnumerable list and not string ? string.Join(',', list.Cast<object>()) : $"{value}";
}
