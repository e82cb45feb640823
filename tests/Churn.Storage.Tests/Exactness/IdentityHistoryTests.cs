using System.Collections.Concurrent;
using Churn.Testing.Identity;
using Churn.Testing.Interruptions;

namespace Churn.Storage.Tests.Exactness;

/// <summary>
/// Random histories of a few people: orders that name them in changing ways, amendments, platform merges, shared identifiers, undone
/// merges and erasures. Up to five workers handle them, and each may die at any store call. At the end every order stands once, with
/// the buyer whom its newest version names.
/// </summary>
public sealed class IdentityHistoryTests
{
    /// <summary>The number of histories of a seed. The environment variable makes the run longer.</summary>
    private static readonly int Histories = Thoroughness.Histories(250);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task RecordAsync_AnyHistoryByWorkersWhoDie_LeavesWhatItsMessagesSay(int seed)
    {
        var failures = new ConcurrentQueue<string>();

        await Parallel.ForAsync(0, Histories, async (number, _) =>
        {
            try
            {
                await IdentityHistoryRun.RunAsync(seed, number);
            }
            catch (InvalidOperationException failure)
            {
                failures.Enqueue(failure.Message);
            }
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} of {Histories} histories failed.{Environment.NewLine}{failures.FirstOrDefault()}");
    }
}
