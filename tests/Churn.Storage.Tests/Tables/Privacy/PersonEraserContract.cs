using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables.Privacy;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Privacy;

/// <summary>What an erasure leaves behind. The tests run in memory and on Azurite.</summary>
public abstract class PersonEraserContract
{
    private static readonly DateTimeOffset Before = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The distance between the calls of the stores at which an erasure is stopped.</summary>
    protected abstract int Stride { get; }

    protected abstract Task<AppStores> CreateAsync();

    [Fact]
    public async Task EraseAsync_BuyerMergedOfThree_LeavesNoOrderAndTheSameTotals()
    {
        var (shop, scenario, eraser, _) = await StartAsync("erase-merged");
        var orders = Person(shop);
        await RecordAsync(scenario, [.. orders, Order(shop, "9", "2026-05-01", "other@example.org")]);
        var before = await TotalsAsync(scenario, shop);

        var result = await EraseAsync(scenario, eraser, shop, Request(shop));

        Assert.Equal(4, result.Orders);
        Assert.Equal(before, await TotalsAsync(scenario, shop));
        Assert.Single(await LedgersAsync(scenario, shop));
        Assert.Equal(new ErasedMonth(2, 2, 8_000), (await scenario.Buyers.ReadErasedAsync(shop.Id, default)).Months["2026-06"]);
        Assert.Null(await scenario.Identities.FindOrderAsync(shop.Id, "2", default));
    }

    [Fact]
    public async Task RecordAsync_EveryOrderAgainAfterErasure_ChangesNothing()
    {
        var (shop, scenario, eraser, _) = await StartAsync("erase-again");
        var orders = Person(shop);
        await RecordAsync(scenario, orders);
        var before = await TotalsAsync(scenario, shop);
        await EraseAsync(scenario, eraser, shop, Request(shop));

        foreach (var order in orders)
        {
            Assert.Equal(RecordOutcome.Erased, (await scenario.Recorder.RecordAsync(order, default)).Outcome);
        }

        Assert.Equal(default, await EraseAsync(scenario, eraser, shop, Request(shop)));
        Assert.Equal(before, await TotalsAsync(scenario, shop));
        Assert.Empty(await LedgersAsync(scenario, shop));
    }

    [Fact]
    public async Task RecordAsync_UpdateThatNoLongerNamesTheBuyer_IsDropped()
    {
        var (shop, scenario, eraser, _) = await StartAsync("erase-nameless");
        await RecordAsync(scenario, Person(shop));
        await EraseAsync(scenario, eraser, shop, Request(shop));
        var nameless = AnOrder.Of(shop, "1", "2026-05-03", email: null) with { Version = Before.AddDays(1).UtcTicks };

        Assert.Equal(RecordOutcome.Erased, (await scenario.Recorder.RecordAsync(nameless, default)).Outcome);
        var refund = new OrderAmendment { Shop = shop.Id, OrderId = "1", Refunds = Domain.Orders.Order.NoRefunds.Add("r", 100) };
        Assert.Equal(RecordOutcome.Erased, (await scenario.Recorder.AmendAsync(refund, default)).Outcome);
    }

    [Fact]
    public async Task RecordAsync_OrderPlacedAfterTheErasure_StartsANewBuyerThatALateRequestLeaves()
    {
        var (shop, scenario, eraser, _) = await StartAsync("erase-return");
        await RecordAsync(scenario, Person(shop));
        await EraseAsync(scenario, eraser, shop, Request(shop));

        var back = await scenario.Recorder.RecordAsync(Order(shop, "20", "2026-11-10", "jo@example.org", "030 1234567", "77"), default);
        var result = await EraseAsync(scenario, eraser, shop, Request(shop));
        var old = await scenario.Recorder.RecordAsync(Person(shop)[2], default);

        Assert.Equal(RecordOutcome.New, back.Outcome);
        Assert.Equal(0, result.Orders);
        Assert.Equal(RecordOutcome.Erased, old.Outcome);
        var buyer = (await scenario.Identities.FindAsync(back.Key, default))!;
        Assert.Equal((1, 5_000L), (buyer.Facts.Orders, buyer.Facts.NetValue));
    }

    [Fact]
    public async Task EraseAsync_WhoHasComeBack_KeepsWhatTheyUsedSinceAndNothingElseOfWhoTheyWere()
    {
        var (shop, scenario, eraser, offers) = await StartAsync("erase-parted");
        await RecordAsync(scenario, Person(shop));
        var back = await scenario.Recorder.RecordAsync(Order(shop, "20", "2026-11-10", null, null, "77"), default);
        var row = (await scenario.Identities.FindAsync(back.Key, default))!;
        var offered = OfferHistory.Of([Memo(back.Key, "1", new DateOnly(2026, 10, 1)), Memo(back.Key, "2", new DateOnly(2026, 11, 11))]);
        await scenario.Buyers.WriteAsync(new BuyerTransaction { Buyer = row with { Offered = offered } }, default);

        await EraseAsync(scenario, eraser, shop, Request(shop));
        await EraseAsync(scenario, eraser, shop, Request(shop));

        var (customer, phone) = (Person(shop)[3].Buyer.Identifiers[0], Person(shop)[1].Buyer.Identifiers[0]);
        var remaining = (await scenario.Identities.FindAsync(shop.Id, customer, default))!;
        Assert.Equal(["2"], remaining.Offered.Records.Select(offerRecord => offerRecord.Episode));
        Assert.Equal([customer], remaining.Evidence.Identifiers);
        Assert.Equal(1, remaining.Facts.Orders);
        Assert.Null(await scenario.Identities.FindAsync(shop.Id, phone, default));
        var stranger = await scenario.Recorder.RecordAsync(Order(shop, "21", "2026-11-12", null, "030 1234567"), default);
        Assert.NotEqual(remaining.Key, stranger.Key);
        Assert.Equal(remaining.Key, (await scenario.Recorder.RecordAsync(Order(shop, "22", "2026-11-13", null, null, "77"), default)).Key);
        Assert.Equal(RecordOutcome.Erased, (await scenario.Recorder.RecordAsync(Person(shop)[1], default)).Outcome);
    }

    [Fact]
    public async Task EraseAsync_OneOfThreeWhoShareAnAddress_TakesWhatIsTheirsAndLeavesTheOthers()
    {
        var (shop, scenario, eraser, offers) = await StartAsync("erase-family");
        var anna = Order(shop, "a", "2026-05-03", "family@example.org", null, "1");
        var bert = Order(shop, "b", "2026-05-04", "family@example.org", null, "2");
        var alone = Order(shop, "f", "2026-05-05", "family@example.org");
        await RecordAsync(scenario, [anna, bert, alone]);
        await ShareAsync(scenario, shop, alone.Buyer.Identifiers[0]);
        await RecordAsync(scenario, [anna, bert, alone, Order(shop, "a2", "2026-06-03", "family@example.org", null, "1")]);
        var berts = (await scenario.Recorder.RecordAsync(bert, default)).Key;
        await offers.AddAsync(Offer((await scenario.Recorder.RecordAsync(anna, default)).Key), default);
        await offers.AddAsync(Offer(berts), default);
        var before = await TotalsAsync(scenario, shop);

        var result = await EraseAsync(scenario, eraser, shop, Request(shop) with { Person = anna.Buyer.Identifiers, CustomerId = "1" });

        Assert.Equal((2, 1), (result.Orders, result.Offers));
        Assert.Equal(before, await TotalsAsync(scenario, shop));
        Assert.Equal(["b", "f"], (await LedgersAsync(scenario, shop)).Select(order => order.Id).Order(StringComparer.Ordinal));
        Assert.Equal(berts, Assert.Single(await offers.ListAsync(shop.Id, default).ToListAsync()).Buyer);
        Assert.Null((await scenario.Identities.LookUpAsync(shop.Id, alone.Buyer.Identifiers[0], default))!.ErasedBefore);
        Assert.Equal(RecordOutcome.Erased, (await scenario.Recorder.RecordAsync(anna, default)).Outcome);
        var more = await scenario.Recorder.RecordAsync(Order(shop, "b2", "2026-06-04", "family@example.org", null, "2"), default);
        Assert.Equal((RecordOutcome.New, berts), (more.Outcome, more.Key));
        var last = await scenario.Recorder.RecordAsync(Order(shop, "f2", "2026-06-05", "family@example.org"), default);
        Assert.Equal(RecordOutcome.New, last.Outcome);
    }

    [Fact]
    public async Task EraseAsync_TheSharedAddressAlone_TakesOnlyTheOrdersThatNameNothingElse()
    {
        var (shop, scenario, eraser, _) = await StartAsync("erase-address");
        var anna = Order(shop, "a", "2026-05-03", "family@example.org", null, "1");
        var alone = Order(shop, "f", "2026-05-05", "family@example.org");
        await RecordAsync(scenario, [anna, alone]);
        await ShareAsync(scenario, shop, alone.Buyer.Identifiers[0]);

        var result = await EraseAsync(scenario, eraser, shop, Request(shop) with { Person = alone.Buyer.Identifiers, CustomerId = null });

        Assert.Equal(1, result.Orders);
        Assert.Equal("a", Assert.Single(await LedgersAsync(scenario, shop)).Id);
        Assert.Equal(RecordOutcome.Erased, (await scenario.Recorder.RecordAsync(alone, default)).Outcome);
        Assert.Equal(RecordOutcome.Duplicate, (await scenario.Recorder.RecordAsync(anna, default)).Outcome);
        var more = await scenario.Recorder.RecordAsync(Order(shop, "a2", "2026-06-03", "family@example.org", null, "1"), default);
        Assert.Equal(RecordOutcome.New, more.Outcome);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EraseAsync_StoppedBeforeOrAfterACall_EndsTheSame(bool after)
    {
        var stopped = true;
        for (var at = 1; stopped; at += Stride)
        {
            var (shop, scenario, eraser, offers) = await StartAsync($"erase-stop-{after}-{at}".ToLowerInvariant());
            await RecordAsync(scenario, Person(shop));
            var before = await TotalsAsync(scenario, shop);
            var calls = new CrashAtCall(at, after);
            var dying = new RecorderScenario(
                new ObservedBuyerStore(scenario.Buyers, calls),
                new ObservedIdentityStore(scenario.Rows, calls),
                ConflictBackoff.None,
                scenario.Storage,
                shop);

            var death = await Record.ExceptionAsync(() => Eraser(dying, offers).EraseAsync(shop.Id, Request(shop), Before, default));
            stopped = death is CrashedException;
            await EraseAsync(scenario, eraser, shop, Request(shop));

            Assert.Empty(await LedgersAsync(scenario, shop));
            Assert.True(before == await TotalsAsync(scenario, shop), $"The erasure that stopped at call {at} changed the totals.");
            await AssertPartedAsync(scenario, shop);
        }
    }

    [Fact]
    public async Task EraseAsync_MemberOfACompany_LeavesTheAccountToTheOthers()
    {
        var (shop, scenario, eraser, _) = await StartAsync("erase-company");
        foreach (var order in new[] { Person(shop)[2], Order(shop, "9", "2026-05-01", "other@example.org") })
        {
            var recorded = await scenario.Recorder.RecordAsync(order with { Buyer = order.Buyer with { CompanyId = "55" } }, default);
            await scenario.Accounts.SettleAsync(new AccountMessage { Shop = shop.Id, Company = "55", Buyer = recorded.Key.Buyer }, default);
        }

        await EraseAsync(scenario, eraser, shop, Request(shop));

        var account = await scenario.Storage.Accounts.GetAsync(new AccountKey(shop.Id, "55"), default);
        Assert.Equal((1, 1), (account!.Members, account.Facts.Orders));
        Assert.Single(await scenario.Storage.Accounts.ReadMembersAsync(account.Key, default).ToListAsync());
    }

    [Fact]
    public async Task EraseAsync_OffersOfThePersonAndOfAnother_RemovesOnlyThePersons()
    {
        var (shop, scenario, eraser, offers) = await StartAsync("erase-offers");
        await RecordAsync(scenario, [.. Person(shop), Order(shop, "9", "2026-05-01", "other@example.org")]);
        var person = (await scenario.Recorder.RecordAsync(Person(shop)[0], default)).Key;
        var other = (await scenario.Recorder.RecordAsync(Order(shop, "9", "2026-05-01", "other@example.org"), default)).Key;
        await offers.AddAsync(Offer(person), default);
        await offers.AddAsync(Offer(other), default);

        var result = await EraseAsync(scenario, eraser, shop, Request(shop));

        Assert.Equal(1, result.Offers);
        Assert.Equal(other, Assert.Single(await offers.ListAsync(shop.Id, default).ToListAsync()).Buyer);
    }

    [Fact]
    public async Task EraseAsync_OffersWhoseOutcomeIsKnown_LeaveTheUpliftAsItWasAndNoNameBehind()
    {
        var (shop, scenario, eraser, offers) = await StartAsync("erase-trial");
        await RecordAsync(scenario, Person(shop));
        var person = (await scenario.Recorder.RecordAsync(Person(shop)[0], default)).Key;
        var outcome = new OfferOutcome(new DateOnly(2026, 8, 1), 1, 4_200, Excluded: false);
        var treated = Closed(person, OfferKind.Loyalty, OfferState.Closed);
        var heldOut = Closed(person, OfferKind.WinBack, OfferState.HeldOut);
        var mixed = Closed(person, OfferKind.Vip, OfferState.Closed);
        foreach (var offer in new[]
        {
            treated,
            heldOut,
            mixed with { Outcome = outcome with { Excluded = true } },
            treated with { Episode = "2", First = false },
            Offer(person) with { Episode = "3" },
        })
        {
            await offers.AddAsync(offer, default);
        }

        var before = OfferTrial.Of(await offers.ListAsync(shop.Id, default).ToListAsync(), [], new DateOnly(2026, 12, 1));
        await EraseAsync(scenario, eraser, shop, Request(shop));
        await EraseAsync(scenario, eraser, shop, Request(shop));
        var after = OfferTrial.Of([], await offers.ListErasedAsync(shop.Id, default).ToListAsync(), new DateOnly(2026, 12, 1));

        Assert.Empty(await offers.ListAsync(shop.Id, default).ToListAsync());
        Assert.Equal(2, after.Count);
        foreach (var kind in new[] { OfferKind.Loyalty, OfferKind.WinBack })
        {
            var (was, stays) = (before.Single(trial => trial.Kind == kind), after.Single(trial => trial.Kind == kind));
            Assert.Equal(was.Bought, stays.Bought);
        }

        Offer Closed(BuyerKey buyer, OfferKind kind, OfferState state) => Offer(buyer) with
        {
            Kind = kind,
            State = state,
            FlaggedOn = new DateOnly(2026, 6, 9),
            First = true,
            Discount = 300,
            CustomerId = "77",
            Outcome = outcome,
        };
    }

    [Fact]
    public async Task EraseAsync_ExportOfThePersonAndOfAnother_RemovesOnlyThePersons()
    {
        var (shop, scenario, _, offers) = await StartAsync("erase-exports");
        await RecordAsync(scenario, Person(shop));
        var exports = scenario.Storage.Exports;
        foreach (var (id, email) in new[] { ("1", "jo@example.org"), ("2", "other@example.org") })
        {
            var person = IdentityHasher.Identify(shop, "", email, null, null).Identifiers;
            var header = new ExportHeader { Shop = shop.Id, Id = id, Person = person, MadeOn = Before, ExpiresOn = Before.AddDays(30) };
            await exports.WriteAsync(header, "{}", default);
        }

        await Eraser(scenario, offers, exports).EraseAsync(shop.Id, Request(shop), Before, default);

        Assert.Equal("2", Assert.Single(await exports.ListAsync(shop.Id, default).ToListAsync()).Id);
    }

    /// <summary>Four orders of one person. The third of them connects the first two.</summary>
    protected static Order[] Person(Shop shop) =>
    [
        Order(shop, "1", "2026-05-03", "jo@example.org"),
        Order(shop, "2", "2026-06-04", null, "030 1234567"),
        Order(shop, "3", "2026-06-05", "jo@example.org", "030 1234567", "77") with { Money = OrderMoney.FromTotal(3_000, 0, 0, 0) },
        Order(shop, "4", "2026-07-06", null, null, "77"),
    ];

    protected static PrivacyRequest Request(Shop shop) => new()
    {
        Kind = PrivacyRequestKind.ErasePerson,
        Person = IdentityHasher.Identify(shop, "", "jo@example.org", null, "77").Identifiers,
        CustomerId = "77",
        SentAt = Before,
    };

    protected static PersonEraser Eraser(RecorderScenario scenario, IOfferStore offers, IExportStore? exports = null) => new(
        scenario.Buyers, scenario.Identities, scenario.RowBuilder, scenario.Accounts,
        new PersonDataEraser(
            scenario.Identities, offers, exports ?? scenario.Storage.Exports, scenario.Storage.Endpoints,
            new PoisonedOrders(scenario.Storage.PoisonQueues, scenario.Storage.Poisoned)),
        new WaitingEventEraser(scenario.Storage.WaitingEvents, scenario.Identities, scenario.Time),
        scenario.Storage.ShopRequests,
        scenario.Outbox);

    /// <summary>Erases, and works off the messages that the erasure sends.</summary>
    protected static async Task<ErasureResult> EraseAsync(RecorderScenario scenario, PersonEraser eraser, Shop shop, PrivacyRequest request)
    {
        var result = await eraser.EraseAsync(shop.Id, request, Before, default);
        await scenario.ResettleAsync();
        return result;
    }

    protected static async Task ShareAsync(RecorderScenario scenario, Shop shop, Identifier identifier)
    {
        await scenario.Identities.ShareAsync(shop.Id, identifier, default);
        await scenario.ResettleAsync();
    }

    private static Order Order(Shop shop, string id, string placedAt, string? email, string? phone = null, string? customerId = null) =>
        AnOrder.Of(shop, id, placedAt, email, phone, customerId);

    private static Offer Offer(BuyerKey buyer) => new()
    {
        Buyer = buyer,
        Kind = OfferKind.Loyalty,
        Episode = "1",
        FlaggedOn = new DateOnly(2026, 10, 1),
        ExpiresOn = new DateOnly(2026, 10, 31),
        ClosesOn = new DateOnly(2026, 12, 31),
        Reasons = [],
    };

    private static OfferRecord Memo(BuyerKey buyer, string episode, DateOnly day) => new()
    {
        Kind = OfferKind.Loyalty,
        Episode = episode,
        Of = buyer.Buyer,
        FlaggedOn = day,
        ExpiresOn = day.AddDays(30),
        ClosesOn = day.AddDays(90),
    };

    private async Task<(Shop Shop, RecorderScenario Scenario, PersonEraser Eraser, IOfferStore Offers)> StartAsync(string name)
    {
        var shop = AShop.Named(name);
        var stores = await CreateAsync();
        var scenario = new RecorderScenario(stores.Buyers, stores.Identities, shop);
        return (shop, scenario, Eraser(scenario, stores.Offers), stores.Offers);
    }

    private static async Task RecordAsync(RecorderScenario scenario, IEnumerable<Order> orders)
    {
        foreach (var order in orders)
        {
            await scenario.Recorder.RecordAsync(order, default);
        }
    }

    // Every hash has its tombstone and leads to no buyer, and no row remembers why the four orders were one person's.
    private static async Task AssertPartedAsync(RecorderScenario scenario, Shop shop)
    {
        foreach (var identifier in Person(shop).SelectMany(order => order.Buyer.Identifiers).Distinct())
        {
            var owner = await scenario.Identities.LookUpAsync(shop.Id, identifier, default);
            Assert.Equal((false, Before), (owner!.Shared, owner.ErasedBefore!.Value));
            var found = await scenario.Identities.FindAsync(shop.Id, identifier, default);
            Assert.True(found is null or { IsEmpty: true, Evidence.IsEmpty: true });
            var row = await scenario.Buyers.GetAsync(new BuyerKey(shop.Id, BuyerId.Of(identifier)), default);
            Assert.True(row is null or { IsEmpty: true, Evidence.IsEmpty: true });
        }
    }

    private static async Task<List<Order>> LedgersAsync(RecorderScenario scenario, Shop shop)
    {
        var orders = new List<Order>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            var rows = scenario.Buyers.ScanLedgersAsync(shop.Id, Buckets.Name(bucket), default);
            orders.AddRange(await rows.Select(row => row.Entry.Effective).ToListAsync());
        }

        return orders;
    }

    private static async Task<ErasedMonth> TotalsAsync(RecorderScenario scenario, Shop shop) =>
        (await scenario.Buyers.ReadErasedAsync(shop.Id, default)).Add(ErasedTotals.Of(await LedgersAsync(scenario, shop), shop)).Total;
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuritePersonEraserTests(AzuriteFixture azurite) : PersonEraserContract
{
    [Fact]
    public async Task FindAsync_BeforeAndAfterAnErasure_FindsThePersonAndThenOnlyTombstones()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        var shop = AShop.Named("prove");
        var scenario = new RecorderScenario(stores.Buyers, stores.Identities, shop);
        foreach (var order in Person(shop))
        {
            await scenario.Recorder.RecordAsync(order, default);
        }

        var queues = new QueueServiceClient(azurite.NewAccount().ConnectionString);
        await new StorageProvisioner(stores.Tables, queues).CreateAsync(default);
        using var waiting = new WaitingEvents(queues);
        var search = new PersonSearch(stores.Tables, queues, stores.Identities, new PoisonQueues(queues), waiting);
        var person = Person(shop).SelectMany(order => order.Buyer.Identifiers).Distinct().ToArray();

        // Another customer uses the person's telephone, which is known to be shared. So this order says nothing of the person.
        await scenario.Recorder.RecordAsync(AnOrder.Of(shop, "neighbour", "2026-10-01", null, "030 1234567", "88"), default);
        await ShareAsync(scenario, shop, Person(shop)[1].Buyer.Identifiers[0]);

        var before = await search.FindAsync(shop.Id, [.. person], "77", default).ToListAsync();
        await EraseAsync(scenario, Eraser(scenario, stores.Offers), shop, Request(shop));
        var after = await search.FindAsync(shop.Id, [.. person], "77", default).ToListAsync();

        Assert.Contains(before, trace => trace.Kind == TraceKind.Left);
        Assert.NotEmpty(after);
        Assert.All(after, trace => Assert.True(trace.Kind == TraceKind.Tombstone, $"{trace.Where} still has {trace.Row}."));
        Assert.NotNull(await scenario.Identities.FindOrderAsync(shop.Id, "neighbour", default));
    }

    protected override int Stride => 9;

    protected override async Task<AppStores> CreateAsync() => await StoreFixture.CreateAsync(azurite);
}

public sealed class MemoryPersonEraserTests : PersonEraserContract
{
    protected override int Stride => 1;

    protected override Task<AppStores> CreateAsync() => Task.FromResult<AppStores>(new MemoryStorage());
}
