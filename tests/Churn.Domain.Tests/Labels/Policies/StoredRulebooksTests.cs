using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Labels.Policies;

public sealed class StoredRulebooksTests
{
    private static readonly Shop Shop = AShop.Named("rules", options => options.BusinessModel = BusinessModel.Fashion);

    private readonly MemoryStorage _storage = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 14, 12, 0, 0, TimeSpan.Zero));
    private readonly StoredRulebooks _rulebooks;

    public StoredRulebooksTests() => _rulebooks = new StoredRulebooks(_storage.Policies, _storage.Models, _time);

    [Fact]
    public async Task ForAsync_NothingStored_IsTheBusinessModelsDefaultsAndNothingLearned()
    {
        var rulebook = await _rulebooks.ForAsync(Shop, default);

        Assert.Equal(Policy.For(BusinessModel.Fashion).ToString(), rulebook.Policy.ToString());
        Assert.Equal(ShopModel.None, rulebook.Model);
    }

    [Fact]
    public async Task ForAsync_ChangedWhileKept_IsInForceOnceTheTimeHasPassed()
    {
        await _rulebooks.ForAsync(Shop, default);
        await ChangeAsync(1, "cycleDays", 77);
        await _storage.Models.PutAsync(Shop.Id, AModel.Fitted("2026-05-14"), default);

        _time.Advance(TimeSpan.FromSeconds(59));
        var kept = await _rulebooks.ForAsync(Shop, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        var read = await _rulebooks.ForAsync(Shop, default);

        Assert.Equal(("fashion-2", 120, "rules"), (kept.Policy.Version, kept.Policy.CycleDays, kept.Model.Version));
        Assert.Equal(("fashion-2.1", 77, "2026-05-14"), (read.Policy.Version, read.Policy.CycleDays, read.Model.Version));
    }

    [Theory]
    [InlineData("2026-05-13", "fashion-2", 120, "rules")]
    [InlineData("2026-05-14", "fashion-2.1", 80, "2026-05-14")]
    [InlineData("2026-05-18", "fashion-2.1", 80, "2026-05-14")]
    [InlineData("2026-05-19", "fashion-2.2", 90, "2026-05-14")]
    [InlineData("2026-05-20", "fashion-2.2", 90, "2026-05-20")]
    public async Task OnAsync_ADayPast_IsWhatWasInForceAtItsEndInTheShop(string day, string policy, int cycleDays, string model)
    {
        await ChangeAsync(1, "cycleDays", 80);
        await _storage.Models.PutAsync(Shop.Id, AModel.Fitted("2026-05-14"), default);
        // In the shop's time zone this is the 19th already.
        _time.Advance(new DateTimeOffset(2026, 5, 18, 22, 30, 0, TimeSpan.Zero) - _time.GetUtcNow());
        await ChangeAsync(2, "cycleDays", 90);
        await _storage.Models.PutAsync(Shop.Id, AModel.Fitted("2026-05-20"), default);

        var rulebook = await _rulebooks.OnAsync(Shop, DateOnly.ParseExact(day, "yyyy-MM-dd"), default);

        Assert.Equal((policy, cycleDays, model), (rulebook.Policy.Version, rulebook.Policy.CycleDays, rulebook.Model.Version));
    }

    [Fact]
    public async Task RecordAsync_AShopWithAModel_LabelsByIt()
    {
        await _storage.Models.PutAsync(Shop.Id, AModel.Fitted("2026-05-14"), default);
        var scenario = Scenario();

        var recorded = await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-05-14"), default);

        Assert.Equal("2026-05-14", (await scenario.Buyers.GetAsync(recorded.Key, default))!.Class.ModelVersion);
    }

    [Fact]
    public async Task OnAsync_OfABuyer_LabelsByThePolicyAndTheModelOfThatDay()
    {
        var scenario = Scenario();
        var recorded = await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-05-10"), default);
        var buyer = (await scenario.Buyers.GetAsync(recorded.Key, default))!;
        await ChangeAsync(1, "cycleDays", 2);
        await _storage.Models.PutAsync(Shop.Id, AModel.Fitted("2026-05-14"), default);
        var history = new BuyerHistory(scenario.Buyers, new FixedShops(Shop), _rulebooks);

        var before = (await history.OnAsync(buyer, new DateOnly(2026, 5, 13), default)).Class;
        var after = (await history.OnAsync(buyer, new DateOnly(2026, 5, 14), default)).Class;

        Assert.Equal(("fashion-2", "rules", 120), (before.PolicyVersion, before.ModelVersion, before.CycleDays));
        Assert.Equal(("fashion-2.1", "2026-05-14", 42), (after.PolicyVersion, after.ModelVersion, after.CycleDays));
    }

    private RecorderScenario Scenario() => new(_storage.Buyers, _storage.Identities, ConflictBackoff.None, _storage, _rulebooks, Shop);

    private async Task ChangeAsync(int number, string name, long value)
    {
        var overrides = PolicyOverrides.None with { Numbers = PolicyOverrides.None.Numbers.Add(name, value) };
        var version = new PolicyVersion(number, _time.GetUtcNow(), overrides);
        Assert.Equal(WriteResult.Written, await _storage.Policies.AddAsync(Shop.Id, version, default));
    }
}
