using Churn.Statistics.Fitting;
using Churn.Statistics.Histories;
using Churn.Statistics.Models;
using Churn.Statistics.Models.BgNbd;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Tests.TestData;

namespace Churn.Statistics.Tests.Optimization;

public class RecoveryTests
{
    [Fact]
    public void Intervals_TwoHundredSimulations_CoverTheTruthAsOftenAsTheySay()
    {
        double[] truth = [0.8, 6, 0.8, 2];
        var (covered, fitted) = (new int[4], 0);
        for (var seed = 1000; seed < 1200; seed++)
        {
            var rows = Simulator.Mbg(seed, 4000, truth[0], truth[1], truth[2], truth[3], 52, 104);
            var fit = MbgNbdFitter.Fit(rows.Columns);
            Assert.True(fit.IsUsable, $"Seed {seed}: the fit ended with {fit.Reason}.");
            fitted++;
            for (var i = 0; i < 4; i++)
            {
                var (low, high) = fit.Interval(i)!.Value;
                covered[i] += low <= truth[i] && truth[i] <= high ? 1 : 0;
            }
        }

        Assert.Equal(200, fitted);
        Assert.All(covered, count => Assert.InRange(count / 200.0, 0.90, 0.99));
    }

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(73)]
    public void Fit_HundredWeeksWithoutDropout_EndsWithTheNbdThatMadeThem(int seed)
    {
        var rows = Simulator.Mbg(seed, 4000, 0.9, 10, 0, 1, 100, 100);
        var (mbg, bg) = (MbgNbdFitter.Fit(rows.Columns), BgNbdFitter.Fit(rows.Columns));

        Assert.Equal(FitReason.DropoutNotIdentified, mbg.Reason);
        Assert.Equal(FitReason.DropoutNotIdentified, bg.Reason);
        Assert.True(mbg.Flags.HasFlag(FitFlags.DropoutNotIdentified));
        Assert.InRange(mbg.WithoutDropout!.Value.R, 0.8, 1.0);
        Assert.InRange(mbg.WithoutDropout.Value.Alpha, 9, 11);
        Assert.IsType<Churn.Statistics.Models.Nbd.NbdModel>(PurchaseModels.From(mbg));
    }

    [Fact]
    public void Fit_EvenOneRowOrNone_NeverThrowsAndSaysTooLittle()
    {
        var none = MbgNbdFitter.Fit(new GroupedHistories(TimeUnit.Days));
        var oneTimers = new GroupedHistories(TimeUnit.Days);
        oneTimers.Add(new PurchaseHistory(0, 0, 100, TimeUnit.Days), 5000);

        Assert.Equal(FitReason.TooLittleData, none.Reason);
        Assert.Equal(FitReason.TooLittleData, MbgNbdFitter.Fit(oneTimers).Reason);
        Assert.Null(PurchaseModels.From(none));
    }

    [Fact]
    public void Fit_ImpossibleRows_AreAReasonNotAnException()
    {
        var fit = MbgNbdFitter.Fit(new HistoryColumns([1, 2], [5, double.NaN], [4, 9], TimeUnit.Days));

        Assert.Equal(FitReason.InvalidData, fit.Reason);
    }

    [Theory]
    [InlineData(BusinessProfile.GeneralRetail)]
    [InlineData(BusinessProfile.Fashion)]
    [InlineData(BusinessProfile.Consumables)]
    [InlineData(BusinessProfile.Subscription)]
    [InlineData(BusinessProfile.BusinessToBusiness)]
    [InlineData(BusinessProfile.Services)]
    [InlineData(BusinessProfile.OneProduct)]
    public void Fit_PriorOfAKindOfShop_HoldsWithOneBuyerAndYieldsToThousands(BusinessProfile profile)
    {
        var prior = MbgNbdPriors.For(profile);
        var options = new FitOptions<MbgNbdParameters> { Prior = prior };
        var lonely = new GroupedHistories(TimeUnit.Weeks);
        lonely.Add(Published.Weeks(1, 5, 20));
        var few = MbgNbdFitter.Fit(lonely, options);
        var many = MbgNbdFitter.Fit(Simulator.Mbg(74, 20_000, 0.8, 6, 0.8, 2, 52, 104).Columns, options);

        Assert.True(few.IsUsable && many.IsUsable);
        Assert.True(few.Flags.HasFlag(FitFlags.PriorUsed));
        Assert.InRange(few.Parameters!.Value.R / prior.Center.R, 0.5, 2);
        Assert.InRange(few.Parameters.Value.Alpha / prior.Center.In(TimeUnit.Weeks).Alpha, 0.5, 2);
        Assert.Equal(0.8, many.Parameters!.Value.R, 0.12);
        Assert.Equal(6, many.Parameters.Value.Alpha, 1.2);
    }

    [Fact]
    public void Fit_OneThreadOrTwo_GivesTheSameBits()
    {
        var rows = Simulator.Mbg(75, 150_000, 0.8, 6, 0.8, 2, 52, 104);
        var (one, two) = (MbgNbdFitter.Fit(rows.Columns), MbgNbdFitter.Fit(rows.Columns, new FitOptions<MbgNbdParameters> { Threads = 2 }));

        Assert.Equal(one.Parameters, two.Parameters);
        Assert.Equal(one.LogLikelihood, two.LogLikelihood);
        Assert.Equal(0.8, one.Parameters!.Value.R, 0.05);
    }

    [Fact]
    public void Defaults_OfTheOptions_ArePinned()
    {
        var options = new FitOptions<MbgNbdParameters>();

        Assert.Equal(
            (200, 1e5, 50, 10, 1),
            (options.MaximumIterations, options.Cap, options.MinimumBuyers, options.MinimumRepeatBuyers, options.Threads));
        Assert.Equal(Math.Log(100), options.DropoutEvidence, 1e-9);
        Assert.Null(options.Prior);
        Assert.Empty(options.Starts);
    }

    [Fact]
    public void Fit_NoIterationsAllowed_SaysNotConvergedAndKeepsParametersToItself()
    {
        var fit = MbgNbdFitter.Fit(
            Simulator.Mbg(76, 2000, 0.8, 6, 0.8, 2, 52, 104).Columns,
            new FitOptions<MbgNbdParameters> { MaximumIterations = 1, DropoutEvidence = -1e9 });

        Assert.Equal(FitReason.NotConverged, fit.Reason);
        Assert.Null(fit.Parameters);
        Assert.Null(PurchaseModels.From(fit));
    }
}
