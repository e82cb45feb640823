using System.Collections.Concurrent;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Exactness;

/// <summary>
/// Addresses that several people use are marked as shared at any time between their orders, edits and platform merges, by several workers
/// who may die. In the end every order stands with the buyer whom it names, as if the mark had been there from the first.
/// </summary>
public sealed class SharedIdentifierTests
{
    /// <summary>The number of histories of a row; the seeds count from 0 up to it. The environment variable makes the run longer.</summary>
    private static readonly int Histories = Thoroughness.Histories(150);

    private static readonly Shop Shop = AShop.Named("shared");

    [Theory]
    [InlineData(false, 1, 0.0)]
    [InlineData(true, 1, 0.0)]
    [InlineData(false, 1, 0.03)]
    [InlineData(true, 1, 0.03)]
    [InlineData(false, 4, 0.0)]
    [InlineData(true, 4, 0.0)]
    [InlineData(false, 4, 0.03)]
    [InlineData(true, 4, 0.03)]
    public async Task ShareAsync_AtAnyTime_LeavesTheRowsOfTheHistoryThatKnewItFromTheFirst(
        bool changingBuyers, int workers, double crashRate)
    {
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForAsync(0, Histories, async (seed, token) =>
        {
            if (await FailureAsync(seed, changingBuyers, workers, crashRate, token) is { } failure)
            {
                failures.Enqueue($"Seed {seed}: {failure}");
            }
        });

        var listed = string.Join(Environment.NewLine, failures.Order(StringComparer.Ordinal));
        Assert.True(failures.IsEmpty, $"{failures.Count} of {Histories} histories failed.{Environment.NewLine}{listed}");
    }

    // Returns null if the rows are what they should be.
    private static async Task<string?> FailureAsync(
        int seed, bool changingBuyers, int workers, double crashRate, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var people = random.Next(1, 5);
        var orders = OrderHistories.InOrder(Shop, random, people, random.Next(2, 16), changingBuyers, sharing: true);
        var links = OrderHistories.Links(Shop, random, people);
        var shared = OrderHistories.SharedOnes(Shop).Where(_ => random.Next(3) > 0).ToList();
        var deliveries = shared.Select(identifier => Delivery.Of(Shop.Id, identifier))
            .Concat(orders.Select(Delivery.Of))
            .Concat(links.Select(Delivery.Of))
            .ToList();
        var clean = RecorderScenario.InMemory(Shop);
        foreach (var delivery in deliveries)
        {
            await delivery.ToAsync(clean, cancellationToken);
        }

        await clean.ResettleAsync();
        var expectedPeople = ExpectedPeople.Of(orders, links, [.. shared]);
        if (Difference("clean people", expectedPeople, await ExpectedPeople.InAsync(clean.Buyers, Shop.Id)) is { } impure)
        {
            return impure;
        }

        var storage = new MemoryStorage();
        var failure = await Record.ExceptionAsync(() =>
            InterleavedWorkers.RunAsync(
                storage.Buyers,
                storage.Identities,
                Shop,
                OrderHistories.Disturbed(deliveries, random),
                workers,
                crashRate,
                random));
        return failure?.ToString()
            ?? Difference("people", expectedPeople, await ExpectedPeople.InAsync(storage.Buyers, Shop.Id))
            ?? Difference(
                "rows",
                await RowDump.OfAsync(clean.Buyers, Shop.Id, offered: false, marks: false),
                await RowDump.OfAsync(storage.Buyers, Shop.Id, offered: false, marks: false));
    }

    private static string? Difference(string what, string expected, string actual) => expected == actual
        ? null
        : $"{what}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}";
}
