namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Erased at the platform's request, through webhook, queue and function, and proven by the command that an operator types.</summary>
public sealed class RedactionTests(RedactedShop played) : IClassFixture<RedactedShop>
{
    [Fact]
    public void ProveErased_BeforeTheRequest_FindsThePersonInEveryPlace()
    {
        var (exit, output) = played.Proofs["before"];

        Assert.Equal(1, exit);
        Assert.All(["Buyers", "Identities", "Offers", "Exports", "Accounts", "orders-poison"], place => Assert.Matches($@"(?m)^{place} ", output));
    }

    [Theory]
    [InlineData("person")]
    [InlineData("again")]
    [InlineData("shop")]
    public void ProveErased_AfterTheRequestAndAfterEveryOrderCameAgain_FindsNothing(string act)
    {
        // A look at the outbox that waits for its time cannot be peeked at, by the storage's clock, which is not ours: the command says so and ends with 1.
        var (exit, output) = played.Proofs[act];

        Assert.StartsWith("0 trace(s) of the person, ", output.Trim(), StringComparison.Ordinal);
        Assert.Equal(output.Contains(", 0 queued message(s)", StringComparison.Ordinal) ? 0 : 1, exit);
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
