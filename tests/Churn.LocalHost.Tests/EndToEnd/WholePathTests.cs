using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Churn.Simulation.Shopify;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Follows signed webhooks over HTTP, through queues and functions, to rows that another client reads.</summary>
public sealed class WholePathTests(PlayedShop played) : IClassFixture<PlayedShop>
{
    [Theory]
    [InlineData(PlayedShop.Client, 5, 5, 5, 200_00, 0)]
    [InlineData(PlayedShop.Vip, 5, 5, 5, 1_000_00, 0)]
    [InlineData(PlayedShop.Gone, 5, 5, 5, 200_00, 0)]
    [InlineData(PlayedShop.Repeated, 1, 1, 1, 25_00, 0)]
    [InlineData(PlayedShop.Canceller, 2, 1, 1, 30_00, 0)]
    [InlineData(PlayedShop.Refunded, 1, 1, 1, 30_00, 20_00)]
    [InlineData(PlayedShop.Backwards, 2, 2, 2, 25_00, 0)]
    [InlineData(PlayedShop.TwiceADay, 2, 2, 1, 30_00, 0)]
    public void Webhooks_OfABuyer_BecomeTheirCountsAndSums(long customer, int orders, int purchases, int days, long net, long refunded)
    {
        var row = played.AfterOrders[$"{customer}"];

        Assert.Equal(orders, row["Orders"].Int32Value);
        Assert.Equal((purchases, days), (row["PurchaseOrders"].Int32Value, row["PurchaseDays"].Int32Value));
        Assert.Equal((net, refunded), (row["NetValue"].Int64Value, row["Refunded"].Int64Value));
    }

    [Theory]
    [InlineData(PlayedShop.Client, "Client", "Active")]
    [InlineData(PlayedShop.Vip, "Vip", "Active")]
    [InlineData(PlayedShop.Gone, "Client", "Lapsed")]
    [InlineData(PlayedShop.Repeated, "Customer", "New")]
    [InlineData(PlayedShop.Canceller, "Customer", "New")]
    [InlineData(PlayedShop.Refunded, "Customer", "New")]
    [InlineData(PlayedShop.Backwards, "Returning", "Active")]
    [InlineData(PlayedShop.TwiceADay, "Customer", "New")]
    public void Webhooks_OfABuyer_BecomeTheirLabels(long customer, string relationship, string activity)
    {
        var row = played.AfterOrders[$"{customer}"];

        Assert.Equal((relationship, activity), (row["Relationship"].StringValue, row["Activity"].StringValue));
        Assert.Equal("2026-05-14", row["ClassifiedOn"].StringValue);
    }

    [Fact]
    public void Webhooks_OfAllBuyers_LeaveOneRowABuyerAndOneAnOrder()
    {
        Assert.Equal(8, played.AfterOrders.Count);
        Assert.Equal(5 + 5 + 5 + 1 + 2 + 1 + 2 + 2, played.LedgerRows);
    }

    [Fact]
    public void BuyerRows_Always_HoldNoAddress() => Assert.DoesNotContain(
        played.AfterOrders.Values.SelectMany(row => row.Properties),
        pair => $"{pair.Value}".Contains('@', StringComparison.Ordinal));

    [Fact]
    public void FlagOffers_OneOfferABuyer_ClientVipAndLapsedEachGetTheirs()
    {
        var offers = played.Offers.Select(row => (row.PartitionKey, row["Kind"].StringValue, row["CustomerId"].StringValue)).Order();

        Assert.Equal([("demo", "Loyalty", "101"), ("demo", "Vip", "102"), ("demo", "WinBack", $"{PlayedShop.Gone}")], offers);
        Assert.All(played.Offers, row => Assert.Equal("2026-05-14", row["FlaggedOn"].StringValue));
    }

    [Fact]
    public void FlagOffers_ASecondTime_ChangesNoByteOfAnyOffer() => Assert.Equal(played.RawOffers, played.RawOffersAgain);

    [Fact]
    public async Task ListOffers_OverHttp_ListsTheSameOffers()
    {
        var listed = await played.Shop.GetAsync<JsonObject>("/api/shops/demo/offers");

        Assert.Equal(
            played.Offers.Select(row => $"{row["Kind"].StringValue} {row["Buyer"].StringValue}").Order(StringComparer.OrdinalIgnoreCase),
            listed!["items"]!.AsArray().Select(offer => $"{offer!["kind"]} {offer["buyer"]}").Order(StringComparer.OrdinalIgnoreCase),
            StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(PlayedShop.Client, "Active", "Cooling")]
    [InlineData(PlayedShop.Vip, "Active", "Cooling")]
    [InlineData(PlayedShop.Repeated, "New", "Cooling")]
    [InlineData(PlayedShop.Canceller, "New", "Cooling")]
    [InlineData(PlayedShop.Refunded, "New", "Cooling")]
    [InlineData(PlayedShop.Backwards, "Active", "Cooling")]
    public void NightlyReclassification_EightyDaysLater_MovesWhoeverIsPastTheirCycle(long customer, string before, string after)
    {
        var (old, row) = (played.BeforeNightly[$"{customer}"], played.AfterNightly[$"{customer}"]);

        Assert.Equal((before, after), (old["Activity"].StringValue, row["Activity"].StringValue));
        Assert.Equal("2026-08-02", row["ClassifiedOn"].StringValue);
        Assert.Equal((old["Orders"].Int32Value, old["NetValue"].Int64Value), (row["Orders"].Int32Value, row["NetValue"].Int64Value));
    }

    [Theory]
    [InlineData(PlayedShop.Gone)]
    [InlineData(PlayedShop.TwiceADay)]
    public void NightlyReclassification_LabelsThatStay_LeaveTheRowAlone(long customer) =>
        Assert.Equal(played.BeforeNightly[$"{customer}"].ETag, played.AfterNightly[$"{customer}"].ETag);

    [Fact]
    public async Task GetRun_AfterTheNight_IsFinishedWithAllRangesAndSaysWhyTheRulesDecide()
    {
        var run = await played.Shop.GetAsync<JsonObject>("/api/shops/demo/runs/2026-08-02");

        Assert.Equal(("Finished", 16, 0), ((string)run!["state"]!, (int)run["rangesDone"]!, run["missing"]!.AsArray().Count));
        Assert.Equal(played.AfterNightly.Count, (int)run["buyersRead"]!);
        Assert.Equal(("Rules", "2026-08-02"), ((string)run["tier"]!, (string)run["modelVersion"]!));
        Assert.Contains("statistics begin at 50", (string)run["note"]!, StringComparison.Ordinal);
        var listed = await played.Shop.GetAsync<JsonArray>("/api/shops/demo/runs");
        Assert.Equal("2026-08-02", (string)Assert.Single(listed!)!["date"]!);
    }

    [Fact]
    public void WholePath_Always_PoisonsNothingAndWarnsOfNothing()
    {
        Assert.Equal(0, played.Poisoned);
        Assert.Empty(played.Shop.Log.WarningsAndWorse);
    }

    [Theory]
    [InlineData("another secret", "demo.myshopify.com")]
    [InlineData("local-demo-secret", "other.myshopify.com")]
    public async Task Webhook_BadSignatureOrAnotherShop_Is401AndStoresNothing(string secret, string domain)
    {
        var body = ShopifyOrderWriter.Write(Sales.Of(9_000, 900, "2026-05-13", 10));

        var answer = await played.Shop.SendAsync(new(HttpMethod.Post, "/api/webhooks/shopify/demo")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
            Headers =
            {
                { "X-Shopify-Topic", PlayedShop.OrdersTopic },
                { "X-Shopify-Hmac-Sha256", ShopifySender.Sign(Encoding.UTF8.GetBytes(secret), body) },
                { "X-Shopify-Shop-Domain", domain },
            },
        });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await played.Shop.DrainAsync();
        Assert.DoesNotContain("900", (await played.Shop.Tables.BuyersAsync()).Keys);
    }
}
