using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Operations;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Storage.Queues;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Stores;

namespace Churn.Testing.Scenarios;

/// <summary>
/// A person who asks to be erased, and a neighbour who does not, in a shop where work goes on meanwhile. The person's orders are worth
/// powers of two, so a sum tells which of them it holds, and whether it holds one twice. Each order names the address or the number that
/// the request names. An order that came after the request and named neither would be a stranger's.
/// </summary>
public sealed class ErasureScenario
{
    /// <summary>More than all orders that are to be erased are worth together.</summary>
    private const long ComebackTotal = 1L << 20;

    private readonly MemoryStorage _storage = new();

    public ErasureScenario(Shop shop)
    {
        Shop = shop;
        Theirs =
        [
            Order(0, "2025-05-03", "jo@example.org"),
            Order(1, "2025-06-04", "jo@example.org", "030 1234567"),
            Order(2, "2025-06-05", "jo@example.org", null, "77"),
            Order(3, "2025-07-06", null, null, "77"),
            Order(4, "2025-08-07", "jo.work@example.org", null, "77"),
            Order(5, "2025-08-08", "jo.work@example.org", "030 1234567", "77"),
        ];
        int[] months = [3, 6, 8];
        Others = [.. months.Select(month => AnOrder.Of(shop, $"q{month}", $"2025-0{month}-03", "other@example.org", "030 7654321"))];
        Theirs = [.. Theirs.Select((order, bit) => bit is 4 ? ForCompany(order) : order)];
        Others = [.. Others.Select((order, place) => place is 1 ? ForCompany(order) : order)];
        Comeback = AnOrder.Of(shop, "c", "2026-11-05", "jo@example.org", null, "77", total: ComebackTotal);
    }

    public static DateTimeOffset Before { get; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateOnly OfferDay { get; } = new(2026, 10, 20);

    public Shop Shop { get; }

    public IReadOnlyList<Order> Theirs { get; }

    public IReadOnlyList<Order> Others { get; }

    /// <summary>An order that the person placed after asking to be erased.</summary>
    public Order Comeback { get; }

    /// <summary>Whether <see cref="Comeback"/> was recorded.</summary>
    public bool CameBack { get; private set; }

    /// <summary>The company that one order of the person and one of the neighbour are for.</summary>
    public AccountKey Company => new(Shop.Id, "42");

    /// <summary>Ids of the person's orders that were new when they were recorded.</summary>
    public HashSet<string> Recorded { get; } = [];

    public IOfferStore Offers => _storage.Offers;

    /// <summary>All identifiers of the person.</summary>
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

    public Task ImportAsync(IStoreCalls calls) => At(calls).Importer.ImportAsync(
        Shop.Id, Theirs.Concat(Others).ToAsyncEnumerable(), 100, _ => { }, default);

    /// <summary>Lets the platform say that two of its numbers are one customer.</summary>
    public Task LinkAsync(IStoreCalls calls) => At(calls).Identities.LinkAsync(
        new BuyerLink
        {
            Shop = Shop.Id,
            Customers =
            [
                IdentityHasher.Identify(Shop, "", "jo@example.org", null, null).Identifiers,
                [.. IdentityHasher.OfCustomer(Shop, "77")],
            ],
        },
        Before.AddDays(-1), default);

    public Task FlagAsync(IStoreCalls calls) => new OfferScenario(Shop, _storage).FlagAsync(OfferDay, calls);

    public async Task AnswerAsync(IStoreCalls calls)
    {
        var (at, buyers) = (At(calls), new ObservedBuyerStore(_storage.Buyers, calls));
        var offers = new ObservedOfferStore(_storage.Offers, calls);
        var publisher = new OfferPublisher(buyers, at.Identities, offers, at.Outbox, at.Shops, at.Time);
        var closer = new OfferCloser(buyers, offers, at.Time);
        var answer = new FeedbackReceipt
        {
            Person = Theirs[2].Buyer.Identifiers,
            Kind = FeedbackKind.Nps,
            Score = 9,
            At = Before.AddDays(-9),
        };
        await new FeedbackRecorder(buyers, at.Identities, at.RowBuilder, publisher, closer, at.Time).RecordAsync(Shop.Id, answer, default);
    }

    public async Task ExportAsync(IStoreCalls calls)
    {
        var request = Request with { Kind = PrivacyRequestKind.Export, RequestId = "1" };
        var exporter = new PersonExporter(
            new ObservedBuyerStore(_storage.Buyers, calls),
            At(calls).Identities,
            new ObservedOfferStore(_storage.Offers, calls),
            new PoisonedOrders(_storage.PoisonQueues, _storage.Poisoned),
            new ObservedExportStore(_storage.Exports, calls),
            At(calls).Time);
        await exporter.ExportAsync(Shop.Id, request, "receipt", default);
    }

    public Task GiveUpAsync(Order order) => _storage.GiveUpAsync(order);

    /// <summary>
    /// Lets an operator put the given-up messages back, and processes them. A message whose worker dies is left to the next worker.
    /// </summary>
    public async Task RetryAsync(IStoreCalls calls)
    {
        await new PoisonService(_storage.PoisonQueues, _storage.Poisoned).RetryAsync(QueueNames.Orders, null, default);
        while (_storage.Sent.Orders.TryPeek(out var message))
        {
            await RecordAsync(calls, message.Order);
            _storage.Sent.Orders.TryDequeue(out _);
        }
    }

    /// <summary>Lets the person order again.</summary>
    public async Task ComeBackAsync(IStoreCalls calls)
    {
        CameBack = true;
        await RecordAsync(calls, Comeback);
    }

    /// <summary>Processes the messages to accounts. A message whose worker died comes again.</summary>
    public async Task SettleAccountsAsync(IStoreCalls calls)
    {
        while (_storage.Sent.Accounts.TryPeek(out var message))
        {
            await Accounts(calls).SettleAsync(message, default);
            _storage.Sent.Accounts.TryDequeue(out _);
        }
    }

    public Task EraseAsync(IStoreCalls calls) => EraseAsync(calls, Request);

    /// <summary>Does what comes later: orders that were to be delivered again, accounts, and the second pass of the erasure.</summary>
    public async Task SettleAsync()
    {
        var calls = new CrashAtCall(int.MaxValue, after: false);
        await At(calls).ResettleAsync();
        await SettleAccountsAsync(calls);
        while (_storage.Sent.ShopRequests.TryDequeue(out var shopRequest))
        {
            await EraseAsync(calls, shopRequest.ShopRequest.Privacy!);
        }

        await At(calls).ResettleAsync();
        await SettleAccountsAsync(calls);
    }

    /// <summary>Returns the faults, one per line.</summary>
    public async Task<string> FaultsAsync()
    {
        var identities = At(new CrashAtCall(int.MaxValue, after: false)).Identities;
        return string.Join(Environment.NewLine, await new ErasureChecks(this, _storage, identities).FaultsAsync());
    }

    private PrivacyRequest Request => new()
    {
        Kind = PrivacyRequestKind.ErasePerson,
        Person = IdentityHasher.Identify(Shop, "", "jo@example.org", null, "77").Identifiers,
        CustomerId = "77",
        SentAt = Before,
    };

    private async Task EraseAsync(IStoreCalls calls, PrivacyRequest request)
    {
        var (at, buyers) = (At(calls), new ObservedBuyerStore(_storage.Buyers, calls));
        var offers = new ObservedOfferStore(_storage.Offers, calls);
        var belongings = new PersonDataEraser(
            at.Identities,
            offers,
            new ObservedExportStore(_storage.Exports, calls),
            _storage.Endpoints,
            new PoisonedOrders(_storage.PoisonQueues, _storage.Poisoned));
        var waiting = new WaitingEventEraser(_storage.WaitingEvents, at.Identities, at.Time);
        var eraser = new PersonEraser(
            buyers, at.Identities, at.RowBuilder, Accounts(calls), belongings, waiting, _storage.ShopRequests, at.Outbox);
        await eraser.EraseAsync(Shop.Id, request, Before, default);
    }

    private AccountProjector Accounts(IStoreCalls calls)
    {
        var at = At(calls);
        return new AccountProjector(_storage.Accounts, at.Buyers, at.Identities, at.RowBuilder, new DefaultRulebooks(), at.Time);
    }

    private RecorderScenario At(IStoreCalls calls) => new(
        new ObservedBuyerStore(_storage.Buyers, calls),
        new ObservedIdentityStore(_storage.Identities, calls),
        ConflictBackoff.None,
        _storage,
        Shop);

    private static Order ForCompany(Order order) => order with { Buyer = order.Buyer with { CompanyId = "42" } };

    private Order Order(int bit, string placedAt, string? email, string? phone = null, string? customerId = null) =>
        AnOrder.Of(Shop, $"p{bit}", placedAt, email, phone, customerId, total: 1L << bit);
}
