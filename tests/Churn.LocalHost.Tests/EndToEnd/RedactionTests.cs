namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// Tests an erasure at the platform's request, through webhook, queue and function. The command that an operator types proves it.
/// </summary>
public sealed class RedactionTests(RedactedShop played) : IClassFixture<RedactedShop>
{
    [Fact]
    public void ProveErased_BeforeTheRequest_FindsThePersonInEveryPlace()
    {
        var (exit, output) = played.Proofs["before"];

        Assert.Equal(1, exit);
        Assert.All(
            ["Buyers", "Identities", "Offers", "Exports", "Accounts", "orders-poison", "buyer-events"],
            place => Assert.Matches($@"(?m)^{place} ", output));
    }

    [Theory]
    [InlineData("person")]
    [InlineData("again")]
    [InlineData("shop")]
    public void ProveErased_AfterTheRequestAndAfterEveryOrderCameAgain_FindsNothing(string act)
    {
        var (exit, output) = played.Proofs[act];

        Assert.Matches("^0 trace\\(s\\) of the person, [0-9]+ tombstone\\(s\\), 0 queued message\\(s\\)", output.Trim());
        Assert.Equal(0, exit);
    }

    [Fact]
    public void BuyerEvents_ThatNobodyHasTaken_GoWithThePersonAndThenWithTheShop()
    {
        var before = played.Events["before"];
        var theirs = before.Where(event_ => (string?)event_["data"]!["customerId"] == "501")
            .Select(event_ => (string)event_["subject"]!)
            .ToHashSet();
        var others = before.Where(event_ => !theirs.Contains((string)event_["subject"]!))
            .ToLookup(event_ => (string)event_["subject"]!, event_ => (string)event_["id"]!);
        Assert.NotEmpty(theirs);
        Assert.NotEmpty(others);

        var after = played.Events["person"].ToLookup(event_ => (string)event_["subject"]!, event_ => (string)event_["id"]!);
        var left = played.Events["person"].Where(event_ => theirs.Contains((string)event_["subject"]!));
        Assert.All(left, event_ => Assert.Equal("churn.buyer.redacted", (string)event_["type"]!));
        Assert.All(others, subject => Assert.Equal(subject, after[subject.Key].Where(subject.Contains)));
        Assert.Empty(played.Events["shop"]);
    }

    [Fact]
    public void ProveErased_ShopRequestThatWaitsForItsTime_SaysWhichQueueAndEndsWithTwo()
    {
        var (exit, output) = played.Proofs["waiting"];

        Assert.Contains("requests: 1 message(s) cannot be searched.", output, StringComparison.Ordinal);
        Assert.Equal(2, exit);
    }

    [Theory]
    [InlineData("person", 10)]
    [InlineData("shop", 0)]
    public void Report_AfterAnErasure_HasTheTotalsOfBefore(string act, int ordersLeft)
    {
        Assert.Equal((15L, (5 * 40_00L) + (5 * 200_00L) + (5 * 40_00L)), played.Reported["before"]);
        Assert.Equal(played.Reported["before"], played.Reported[act]);
        Assert.Equal((15, ordersLeft), (played.Ledgers["before"], played.Ledgers[act]));
    }

    [Fact]
    public void ShopRedact_LateAndTheShopInUseAgain_ErasesNothingAndSaysSo()
    {
        Assert.Equal(1, played.Ledgers["reinstalled"]);
        Assert.Contains("was in use again", Assert.Single(played.Shop.Log.WarningsAndWorse), StringComparison.Ordinal);
    }
}
