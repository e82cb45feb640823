using System.Globalization;
using Churn.Domain.Scores;
using Churn.Domain.Shops;
using Churn.Statistics.GammaGamma;
using Churn.Statistics.MbgNbd;
using Churn.Statistics.Optimization;

namespace Churn.Domain.Runs;

/// <summary>What a run's findings teach of the shop: a pure function, so that a finish that is repeated learns the same.</summary>
public static class ModelLearner
{
    /// <param name="shop">Whose orders they are.</param>
    /// <param name="business">The business model of its policy, which is the prior.</param>
    /// <param name="findings">Of all ranges.</param>
    /// <param name="last">What stood so far; kept where a fit fails.</param>
    /// <param name="date">The run's business date.</param>
    public static ShopModel Learn(Shop shop, BusinessModel business, RangeFindings findings, ShopModel last, DateOnly date)
    {
        var sample = findings.Sample.Buyers;
        var model = new ShopModel
        {
            Version = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Rung = Rung.Rules,
            Why = "",
            LearnedOn = date,
            Buyers = findings.Buyers,
            RepeatBuyers = findings.RepeatBuyers,
            MarginPercent = shop.MarginPercent,
            Gaps = ShopRhythm.Gaps(sample, date),
            Contracts = ContractLearner.Learn(findings.Contracts, last.Contracts, date),
            SecondOrder = ShopRhythm.SecondOrder(sample, date),
        };
        if (ModelChoice.TooLittle(findings.Buyers, Window(sample, date)) is { } why)
        {
            return model with { Why = why };
        }

        var free = new FitOptions<MbgNbdParameters>();
        var pooled = free with { Prior = MbgNbdPriors.For(ProfileOf(business)) };
        var chosen = ModelChoice.Choose(
            model with { Scorecard = ScorecardJudge.Judge(sample, date) },
            MbgNbdFitter.Fit(findings.Histories, free),
            MbgNbdFitter.Fit(findings.Histories, pooled),
            last);
        if (chosen.FittedOn == date && chosen.Purchases is { } purchases)
        {
            chosen = chosen with { Redrawn = ParameterRedraw.Of(findings.Histories, chosen.Rung == Rung.Fitted ? free : pooled, purchases, date.DayNumber) };
        }

        return ClientWorth.AddTo(chosen with { Spend = SpendOf(findings, last) }, findings.ClientsInOrder());
    }

    private static SpendParameters? SpendOf(RangeFindings findings, ShopModel last) => GammaGammaFitter.Fit(findings.Spend.ToHistories()) switch
    {
        { IsUsable: true, Parameters: { PopulationMean: not null } spend } => new SpendParameters(spend.P, spend.Q, spend.Gamma),
        _ => last.Spend,
    };

    private static int Window(IReadOnlyList<SampledBuyer> sample, DateOnly date) =>
        sample.Count == 0 ? 0 : date.DayNumber - sample.Min(buyer => buyer.Days[0]);

    private static BusinessProfile ProfileOf(BusinessModel model) => model switch
    {
        BusinessModel.Fashion => BusinessProfile.Fashion,
        BusinessModel.Consumables => BusinessProfile.Consumables,
        BusinessModel.Subscription => BusinessProfile.Subscription,
        BusinessModel.Wholesale => BusinessProfile.BusinessToBusiness,
        BusinessModel.Services => BusinessProfile.Services,
        BusinessModel.OneProduct => BusinessProfile.OneProduct,
        _ => BusinessProfile.GeneralRetail,
    };
}
