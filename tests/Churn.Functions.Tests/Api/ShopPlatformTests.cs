using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Churn.Functions.Tests.Webhooks;
using Churn.Functions.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Api;

public sealed class ShopPlatformTests
{
    private readonly ShopsOptionsValidator _validator = new(new Intake().Services.GetServices<IWebhookPlatform>());

    [Fact]
    public void Validate_UnknownPlatform_FailsByTheSettingsNameAndListsThoseThereAre() => Assert.Equal(
        "Shops:demo:Platform: the platforms are bigcommerce, ecwid, shopify, square, standard, stripe, woocommerce.",
        _validator.Validate(null, Make("shopfy")).FailureMessage);

    [Fact]
    public void Validate_SquareWithoutItsAddress_Fails() => Assert.Equal(
        "Shops:demo:NotificationUrl: NotificationUrl is empty, but Square signs it with every delivery.",
        _validator.Validate(null, Make("square")).FailureMessage);

    [Theory]
    [InlineData("https://api.example/v2", false)]
    [InlineData("ftp://api.example/", false)]
    [InlineData("https://api.example/v2/", true)]
    public void Validate_ApiUrl_EndsWithASlashSoThatPathsAppend(string url, bool valid)
    {
        var options = Make("shopify");
        options["demo"].ApiUrl = url;

        Assert.Equal(valid, _validator.Validate(null, options).Succeeded);
    }

    private static ShopsOptions Make(string platform) => new()
    {
        ["demo"] = new ShopOptions { Platform = platform, Secrets = ["s3cret"], IdentityKeys = ["sixteen characters"] },
    };
}
