using System.Security.Cryptography;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Nightly;

/// <summary>What every store of runs does. The tests run in memory and on Azurite.</summary>
public abstract class RunStoreContract
{
    private static readonly DateOnly Date = new(2026, 5, 14);
    private static readonly DateTimeOffset At = new(2026, 5, 14, 3, 0, 0, TimeSpan.Zero);

    protected abstract Task<IRunStore> CreateAsync();

    [Fact]
    public async Task AddAsync_Twice_InsertsOnce()
    {
        var (store, run) = (await CreateAsync(), RunOf("twice", Date));

        Assert.True(await store.AddAsync(run, default));
        Assert.False(await store.AddAsync(run with { Ranges = 4 }, default));

        var found = await store.FindAsync(run.Shop, Date, default);
        Assert.Equal(run, found! with { ETag = null });
        Assert.Null(await store.FindAsync(run.Shop, Date.AddDays(1), default));
    }

    [Fact]
    public async Task ReplaceAsync_WhatSomebodyElseReplaced_IsAConflict()
    {
        var store = await CreateAsync();
        await store.AddAsync(RunOf("replace", Date), default);
        var read = (await store.FindAsync(ShopId.Parse("replace"), Date, default))!;
        var finished = read with
        {
            State = RunState.Finished,
            FinishedAt = At,
            DealtAt = At,
            Tries = 2,
            BuyersRead = 7,
            BuyersChanged = 3,
            ModelVersion = "2026-05-14",
            Tier = ModelTier.Pooled,
            Note = "why",
        };

        Assert.Equal(WriteResult.Written, await store.ReplaceAsync(finished, default));
        Assert.Equal(WriteResult.Conflict, await store.ReplaceAsync(read with { Tries = 9 }, default));

        Assert.Equal(finished with { ETag = null }, (await store.FindAsync(read.Shop, Date, default))! with { ETag = null });
    }

    [Fact]
    public async Task ListAsync_SinceADate_IsOfThatShopAscending()
    {
        var store = await CreateAsync();
        foreach (var (shop, date) in new[] { ("list", Date.AddDays(1)), ("list", Date), ("list", Date.AddDays(-1)), ("list-b", Date) })
        {
            await store.AddAsync(RunOf(shop, date), default);
        }

        var listed = await store.ListAsync(ShopId.Parse("list"), Date, default).Select(run => run.Date).ToListAsync();
        Assert.Equal([Date, Date.AddDays(1)], listed);
    }

    [Fact]
    public async Task PruneAsync_BeforeADate_RemovesOlderRunsOfThatShopWithTheirPartsAndNoOther()
    {
        var (store, shop) = (await CreateAsync(), ShopId.Parse("prune"));
        foreach (var (name, date) in new[]
        {
            ("prune", Date.AddDays(-2)), ("prune", Date.AddDays(-1)), ("prune", Date), ("prune-b", Date.AddDays(-2)),
        })
        {
            await store.AddAsync(RunOf(name, date), default);
            await store.AddPartAsync(ShopId.Parse(name), date, new RunPart(0, 15, 1, 1, At, "c"), new byte[] { 1 }, default);
        }

        await store.PruneAsync(shop, Date, default);
        await store.PruneAsync(shop, Date, default);

        Assert.Equal([Date], await store.ListAsync(shop, Date.AddDays(-9), default).Select(run => run.Date).ToListAsync());
        Assert.Empty(await store.ListPartsAsync(shop, Date.AddDays(-1), default));
        Assert.Single(await store.ListPartsAsync(shop, Date, default));
        Assert.Single(await store.ListPartsAsync(ShopId.Parse("prune-b"), Date.AddDays(-2), default));
    }

    [Theory]
    [InlineData("small", 10)]
    [InlineData("chunks", 130_000)]
    public async Task AddPartAsync_TwoWorkersOnOneRange_TheFirstIsBelievedWithWhatItFound(string name, int bytes)
    {
        var (store, shop) = (await CreateAsync(), ShopId.Parse(name));
        var (first, second) = (Bytes(bytes, 1), Bytes(bytes, 2));

        Assert.True(await store.AddPartAsync(shop, Date, PartOf(16, first), first, default));
        Assert.False(await store.AddPartAsync(shop, Date, PartOf(16, second) with { Read = 99 }, second, default));
        await store.AddPartAsync(shop, Date, PartOf(0, first), first, default);

        var parts = await store.ListPartsAsync(shop, Date, default);
        Assert.Equal([PartOf(0, first), PartOf(16, first)], parts);
        Assert.Equal(first, await store.ReadFindingsAsync(shop, Date, parts[1], default));
    }

    [Fact]
    public async Task RemoveFindingsAsync_Twice_LeavesThatTheRangeIsDone()
    {
        var (store, shop, bytes) = (await CreateAsync(), ShopId.Parse("remove"), Bytes(70_000, 1));
        await store.AddPartAsync(shop, Date, PartOf(0, bytes), bytes, default);
        await store.AddPartAsync(shop, Date.AddDays(1), PartOf(0, bytes), bytes, default);

        await store.RemoveFindingsAsync(shop, Date, default);
        await store.RemoveFindingsAsync(shop, Date, default);

        var part = Assert.Single(await store.ListPartsAsync(shop, Date, default));
        Assert.Null(await store.ReadFindingsAsync(shop, Date, part, default));
        Assert.NotNull(await store.ReadFindingsAsync(shop, Date.AddDays(1), part, default));
    }

    private static Run RunOf(string shop, DateOnly date) => new() { Shop = ShopId.Parse(shop), Date = date, Ranges = 16, StartedAt = At };

    private static RunPart PartOf(int from, byte[] findings) =>
        new(from, from + 15, 1_000, 10, At, Convert.ToHexStringLower(SHA256.HashData(findings))[..32]);

    private static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteRunStoreTests(AzuriteFixture azurite) : RunStoreContract
{
    protected override async Task<IRunStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Runs;
}

public sealed class MemoryRunStoreTests : RunStoreContract
{
    protected override Task<IRunStore> CreateAsync() => Task.FromResult<IRunStore>(new MemoryStorage().Runs);
}
