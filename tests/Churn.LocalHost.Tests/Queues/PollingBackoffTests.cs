using Churn.LocalHost.Queues;

namespace Churn.LocalHost.Tests.Queues;

public sealed class PollingBackoffTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Next_EmptyAgainAndAgain_DoublesWithinAFifthUpToTheLongest(int seed)
    {
        var backoff = new PollingBackoff(Longest, new Random(seed));
        for (var poll = 0; poll < 5; poll++)
        {
            var wait = backoff.Next().TotalMilliseconds;
            var middle = 100 * Math.Pow(2, poll);
            Assert.True(wait >= Math.Max(100, middle * 0.8) && wait <= middle * 1.2, $"Seed {seed}, poll {poll}: the wait is {wait} ms.");
        }

        for (var poll = 0; poll < 50; poll++)
            backoff.Next();
        Assert.Equal(Longest, backoff.Next());
    }

    [Fact]
    public void Reset_AfterMany_BeginsAnew()
    {
        var backoff = new PollingBackoff(Longest, new Random(1));
        for (var poll = 0; poll < 20; poll++)
            backoff.Next();

        backoff.Reset();

        Assert.InRange(backoff.Next(), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(120));
    }
}
