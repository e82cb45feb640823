using Churn.Domain.Buyers;
using Churn.Testing.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Buyers;

public sealed class ConflictBackoffTests
{
    [Fact]
    public void Wait_FirstLostRace_IsNone() => Assert.Equal(TimeSpan.Zero, ConflictBackoff.Wait("1", 1));

    [Fact]
    public void Wait_AnyOrderAndNumber_IsWithinItsBoundAndUsesAllOfIt()
    {
        for (var lost = 2; lost <= ConflictBackoff.MaxConflicts; lost++)
        {
            var bound = TimeSpan.FromMilliseconds(Math.Min(1_000, 20 * Math.Pow(2, lost - 2)));
            var waits = Enumerable.Range(0, 400).Select(order => ConflictBackoff.Wait($"{order}", lost)).ToArray();
            Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, bound));
            Assert.InRange(waits.Average(wait => wait / bound), 0.4, 0.6);
        }
    }

    [Fact]
    public void WaitAsync_SecondLostRace_EndsWhenItsTimeHasCome()
    {
        var time = new FakeTimeProvider(RecorderScenario.Noon);
        var waiting = new ConflictBackoff(time).WaitAsync("1", 4, default);
        time.Advance(ConflictBackoff.Wait("1", 4) - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(2));

        Assert.True(waiting.IsCompletedSuccessfully);
    }
}
