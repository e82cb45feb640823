using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Nightly;

public sealed class ContractLearnerTests
{
    private static readonly DateOnly Today = new(2026, 5, 14);

    // Fader and Hardie (2007): of 1,000 customers each, these are left after 1 to 7 renewals. The fitted parameters below are theirs too.
    private static readonly int[] HighEnd = [869, 743, 653, 593, 551, 517, 491];

    [Fact]
    public void Learn_ThePublishedHighEndCohort_GivesThePublishedParametersAsFitted()
    {
        var tally = new ContractTally();
        Add(tally, 1_000, HighEnd);

        var contracts = ContractLearner.Learn(tally, null, Today)!;

        Assert.Equal((ModelTier.Fitted, 1_000, 509), (contracts.Tier, contracts.Contracts, contracts.Ended));
        Assert.Equal((0.668, 3.806), (Math.Round(contracts.Alpha, 3), Math.Round(contracts.Beta, 3)));
    }

    [Fact]
    public void Learn_NineEnded_StaysPooledAndTenFits()
    {
        var (nine, ten) = (new ContractTally(), new ContractTally());
        Add(nine, 60, 56, 53, 51);
        Add(ten, 60, 55, 52, 50);

        var (before, after) = (ContractLearner.Learn(nine, null, Today)!, ContractLearner.Learn(ten, null, Today)!);
        Assert.Equal((ModelTier.Pooled, ModelTier.Fitted), (before.Tier, after.Tier));
        Assert.StartsWith("60 contracts, 9 of which ended; their own fit begins at 50 and 10.", before.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_OneRunningContract_LeavesNearlyThePrior()
    {
        var tally = new ContractTally();
        tally.Add(0, false, 1);

        var contracts = ContractLearner.Learn(tally, null, Today)!;

        Assert.Equal(ModelTier.Pooled, contracts.Tier);
        Assert.InRange(contracts.ToModel().Retention(1), 0.74, 0.77);
    }

    [Fact]
    public void Learn_NoContracts_IsNothing() => Assert.Null(ContractLearner.Learn(new ContractTally(), null, Today));

    [Theory]
    [InlineData("2026-04-14", false)]
    [InlineData("2026-04-13", true)]
    public void Add_ATermThatEnded_CountsAsEndedOnceItCanNoLongerBeRenewed(string until, bool ended)
    {
        var tally = new ContractTally();
        tally.Add(Contract(DateOnly.ParseExact(until, "yyyy-MM-dd"), 2), Today);

        Assert.Equal([(2, ended, 1)], tally.Groups);
    }

    [Fact]
    public void RangeFindings_OfTwoRanges_AddUpTheirContracts()
    {
        var (one, other) = (new RangeFindings(), new RangeFindings());
        one.Contracts.Add(1, true, 2);
        other.Contracts.Add(1, true, 3);
        other.Contracts.Add(0, false, 4);

        one.Merge(RangeFindings.FromBytes(other.ToBytes()));

        Assert.Equal([(0, false, 4), (1, true, 5)], one.Contracts.Groups);
    }

    [Fact]
    public void Score_ARunningContract_SaysRenewalWithTierHorizonDefinitionAndInterval()
    {
        var tally = new ContractTally();
        Add(tally, 1_000, HighEnd);
        var model = ShopModel.None with { Contracts = ContractLearner.Learn(tally, null, Today) };
        var rulebook = new Rulebook(Policy.For(BusinessModel.Services), model);

        var renewal = Scorer.Score(Contract(Today.AddDays(30), 2), rulebook, Today).Renewal!;

        // The expected value is (β + 2)/(α + β + 2) with the published parameters.
        Assert.Equal(5.806 / 6.474, renewal.Value!.Value, 3);
        Assert.InRange(renewal.Value.Value, renewal.Low!.Value, renewal.High!.Value);
        Assert.InRange(renewal.High.Value - renewal.Low.Value, 0.005, 0.05);
        Assert.Equal((ModelTier.Fitted, 30), (renewal.Tier, renewal.HorizonDays));
        Assert.Equal(
            "Probability that the contract is renewed when its term ends on 2026-06-13: renewal number 3.",
            renewal.Definition);
    }

    [Theory]
    [InlineData(-30, "No nightly run has seen contracts yet.")]
    [InlineData(-31, "The contract ended and was not renewed.")]
    public void Score_NothingKnownOrEnded_SaysWhyNot(int left, string why)
    {
        var renewal = Scorer.Score(Contract(Today.AddDays(left), 0), ARulebook.For(BusinessModel.Services), Today).Renewal!;

        Assert.Equal((null, why, 0), (renewal.Value, renewal.WhyNot, renewal.HorizonDays));
    }

    [Fact]
    public void Score_NoContract_HasNoRenewal() =>
        Assert.Null(Scorer.Score(BuyerFacts.None, ARulebook.For(BusinessModel.Services), Today).Renewal);

    private static BuyerFacts Contract(DateOnly until, int renewals) => BuyerFacts.None with
    {
        PurchaseDays = 1, PurchaseOrders = 1, FirstPurchase = until.AddYears(-1), LastPurchase = until.AddYears(-1),
        ContractStart = until.AddYears(-1), ContractUntil = until, ContractRenewals = renewals,
    };

    private static void Add(ContractTally tally, int start, params int[] survivors)
    {
        for (var renewal = 1; renewal <= survivors.Length; renewal++)
        {
            tally.Add(renewal - 1, true, (renewal == 1 ? start : survivors[renewal - 2]) - survivors[renewal - 1]);
        }

        tally.Add(survivors.Length, false, survivors[^1]);
    }
}
