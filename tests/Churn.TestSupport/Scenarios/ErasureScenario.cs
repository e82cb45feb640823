using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Feedback;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Poison;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Stores;

namespace Churn.TestSupport.Scenarios;

/// <summary>
/// A person who asks to be erased, and a neighbour who does not, in a shop where everything goes on meanwhile. The person's orders are worth powers of
/// two, so that a sum tells which of them it holds, and whether one of them twice. Each of them names the address or the number that the request names:
/// an order that comes after the request and names neither is a stranger's.
/// </summary>
public sealed class ErasureScenario
{
    /// <summary>Beyond the sum of all that is to be erased.</summary>
    private const long ComebackTotal = 1L << 20;

    private readonly MemoryStorage _storage = new();

    public ErasureScenario(Shop shop)
    {
        Shop = shop;
        Theirs =
        [
            Order(0, "2025-05-03", "jo@example.org"), Order(1, "2025-06-04", "jo@example.org", "030 1234567"), Order(2, "2025-06-05", "jo@example.org", null, "77"),
            Order(3, "2025-07-06", null, null, "77"), Order(4, "2025-08-07", "jo.work@example.org", null, "77"), Order(5, "2025-08-08", "jo.work@example.org", "030 1234567", "77"),
        ];
        Others = [.. new[] { 3, 6, 8 }.Select(month => AnOrder.Of(shop, $"q{month}", $"2025-0{month}-03", "other@example.org", "030 7654321"))];
        Theirs = [.. Theirs.Select((order, bit) => bit is 4 ? ForCompany(order) : order)];
        Others = [.. Others.Select((order, place) => place is 1 ? ForCompany(order) : order)];
        Comeback = AnOrder.Of(shop, "c", "2026-11-05", "jo@example.org", null, "77", total: ComebackTotal);
    }

    public static DateTimeOffset Before { get; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateOnly OfferDay { get; } = new(2026, 10, 20);

    public Shop Shop { get; }

    public IReadOnlyList<Order> Theirs { get; }

    public IReadOnlyList<Order> Others { get; }

    /// <summary>An order that the person placed after they had asked to be erased.</summary>
    public Order Comeback { get; }

    /// <summary>Whether it was recorded.</summary>
    public bool CameBack { get; private set; }

    /// <summary>A company that one order of the person's and one of the neighbour's is for.</summary>
    public AccountKey Company => new(Shop.Id, "42");

    /// <summary>Orders of the person's that were known to be recorded when they were.</summary>
    public HashSet<string> Recorded { get; } = [];

    public IOfferStore Offers => _storage.Offers;

    /// <summary>Every identifier of the person's.</summary>
    public ImmutableSortedSet<Identifier> Person => [.. Theirs.SelectMany(order => order.Buyer.Identifiers)];

    public async Task RecordAsync(IStoreCalls calls, Order order)
    {
        var recorded = await At(calls).Recorder.RecordAsync(order, default);
        await _storage.Messages.NotifyAccountsAsync(recorded, default);
        if (recorded.Outcome == RecordOutcome.New && Theirs.Any(theirs => theirs.Id == order.Id))
        {
            Recorded.Add(order.Id);
        }
    }

    public Task ImportAsync(IStoreCalls calls) => At(calls).Importer.ImportAsync(Shop.Id, Theirs.Concat(Others).ToAsyncEnumerable(), 100, _ => { }, default);

    /// <summary>The platform says that two numbers are one customer.</summary>
    public Task LinkAsync(IStoreCalls calls) => At(calls).Identities.LinkAsync(
        new BuyerLink
        {
            Shop = Shop.Id,
            Customers = [IdentityHasher.Identify(Shop, "", "jo@example.org", null, null).Identifiers, [.. IdentityHasher.OfCustomer(Shop, "77")]],
        },
        Before.AddDays(-1), default);

    public Task FlagAsync(IStoreCalls calls) => new OfferScenario(Shop, _storage).FlagAsync(OfferDay, calls);

    public async Task AnswerAsync(IStoreCalls calls)
    {
        var (at, buyers) = (At(calls), new ObservedBuyerStore(_storage.Buyers, calls));
        var offers = new ObservedOfferStore(_storage.Offers, calls);
        var (publisher, closer) = (new OfferPublisher(buyers, at.Identities, offers, at.Outbox, at.Settler, at.Time), new OfferCloser(buyers, offers, at.Time));
        await new FeedbackRecorder(buyers, at.Identities, at.Settler, publisher, closer, at.Time).RecordAsync(
            Shop.Id, new FeedbackReceipt { Person = Theirs[2].Buyer.Identifiers, Kind = FeedbackKind.Nps, Score = 9, At = Before.AddDays(-9) }, default);
    }

    public async Task ExportAsync(IStoreCalls calls)
    {
        var request = Request with { Kind = PrivacyRequestKind.Export, RequestId = "1" };
        var exporter = new PersonExporter(
            new ObservedBuyerStore(_storage.Buyers, calls), At(calls).Identities, new ObservedOfferStore(_storage.Offers, calls), new GivenUpOrders(_storage.PoisonQueues, _storage.Poisoned), new ObservedExportStore(_storage.Exports, calls), At(calls).Time);
        await exporter.ExportAsync(Shop.Id, request, "receipt", default);
    }

    public Task GiveUpAsync(Order order) => _storage.GiveUpAsync(order);

    /// <summary>An operator puts what was given up back, and it is worked off; whoever dies at it leaves it to the next.</summary>
    public async Task RetryAsync(IStoreCalls calls)
    {
        await new PoisonDesk(_storage.PoisonQueues, _storage.Poisoned).RetryAsync(QueueNames.Orders, null, default);
        while (_storage.Sent.Orders.TryPeek(out var message))
        {
            await RecordAsync(calls, message.Order);
            _storage.Sent.Orders.TryDequeue(out _);
        }
    }

    /// <summary>The person is back.</summary>
    public async Task ComeBackAsync(IStoreCalls calls)
    {
        CameBack = true;
        await RecordAsync(calls, Comeback);
    }

    /// <summary>Works off what accounts were told of: a message whose worker died comes again.</summary>
    public async Task SettleAccountsAsync(IStoreCalls calls)
    {
        while (_storage.Sent.Accounts.TryPeek(out var message))
        {
            await Accounts(calls).SettleAsync(message, default);
            _storage.Sent.Accounts.TryDequeue(out _);
        }
    }

    public Task EraseAsync(IStoreCalls calls) => EraseAsync(calls, Request);

    /// <summary>What comes later comes: what was to be delivered again, accounts, and the second pass of the erasure.</summary>
    public async Task SettleAsync()
    {
        var calls = new CrashAtCall(int.MaxValue, after: false);
        await At(calls).ResettleAsync();
        await SettleAccountsAsync(calls);
        while (_storage.Sent.Notices.TryDequeue(out var notice))
        {
            await EraseAsync(calls, notice.Notice.Privacy!);
        }

        await At(calls).ResettleAsync();
        await SettleAccountsAsync(calls);
    }

    /// <summary>What does not hold, a line each.</summary>
    public async Task<string> FaultsAsync() =>
        string.Join(Environment.NewLine, await new ErasureChecks(this, _storage, At(new CrashAtCall(int.MaxValue, after: false)).Identities).FaultsAsync());

    private PrivacyRequest Request => new()
    {
        Kind = PrivacyRequestKind.ErasePerson, Person = IdentityHasher.Identify(Shop, "", "jo@example.org", null, "77").Identifiers, CustomerId = "77", SentAt = Before,
    };

    private async Task EraseAsync(IStoreCalls calls, PrivacyRequest request)
    {
        var (at, buyers) = (At(calls), new ObservedBuyerStore(_storage.Buyers, calls));
        var offers = new ObservedOfferStore(_storage.Offers, calls);
        var belongings = new PersonBelongings(
            at.Identities, offers, new ObservedExportStore(_storage.Exports, calls), _storage.Endpoints, new GivenUpOrders(_storage.PoisonQueues, _storage.Poisoned));
        var eraser = new PersonEraser(
            buyers, at.Identities, at.Settler, Accounts(calls), belongings, new WaitingEventEraser(_storage.WaitingEvents, at.Identities, at.Time), _storage.Notices, at.Outbox);
        await eraser.EraseAsync(Shop.Id, request, Before, default);
    }

    private AccountSettler Accounts(IStoreCalls calls)
    {
        var at = At(calls);
        return new AccountSettler(_storage.Accounts, at.Buyers, at.Identities, at.Settler, new DefaultRulebooks(), at.Time);
    }

    private RecorderScenario At(IStoreCalls calls) =>
        new(new ObservedBuyerStore(_storage.Buyers, calls), new ObservedIdentityStore(_storage.Identities, calls), ConflictBackoff.None, _storage, Shop);

    private static Order ForCompany(Order order) => order with { Buyer = order.Buyer with { CompanyId = "42" } };

    private Order Order(int bit, string placedAt, string? email, string? phone = null, string? customerId = null) =>
        AnOrder.Of(Shop, $"p{bit}", placedAt, email, phone, customerId, total: 1L << bit);
}
