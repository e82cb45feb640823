using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;

namespace Churn.Testing.Identity;

/// <summary>
/// Plays one history on the real stores over tables in memory. Up to five workers take its messages. Each store call is a turn drawn by
/// chance, and any call may be the worker's last; then its message is delivered again. At the end the rows are compared with the messages.
/// </summary>
public sealed class IdentityHistoryRun
{
    /// <summary>Maximum number of turns: far more than any history takes.</summary>
    private const int MaxTurns = 20_000;

    private static readonly Shop Shop = AShop.Named("histories", takesEvents: false);

    private readonly Random _random;
    private readonly IdentityTables _tables;
    private readonly List<IdentityMessage> _queue;
    private readonly List<Worker> _workers = [];
    private readonly List<(IdentityMessage Message, Worker Sender)> _later = [];
    private readonly HashSet<IdentityMessage> _done = [];
    private readonly Dictionary<IdentityMessage.Erased, HashSet<IdentityMessage>> _doneBefore = [];
    private readonly int _most;
    private readonly int[] _bursts;
    private readonly double _deaths;
    private readonly bool _rests;
    private readonly double _laziness;

    private IdentityHistoryRun(Random random, IdentityTables tables)
    {
        (_random, _tables) = (random, tables);
        History = new IdentityHistory(Shop, random);
        _queue = Shuffled();
        _rests = Chance(0.5);
        _most = _rests ? random.Next(2, 6) : random.Next(1, 5);
        _bursts = OneOf<int[]>([1], [1, 1, 1, 10], [1, 1, 30], [5, 25]);
        _deaths = OneOf(0, 0.01, 0.03, 0.03);
        _laziness = OneOf(0.02, 0.05, 0.2);
    }

    public IdentityHistory History { get; }

    /// <summary>The number of store calls that were made.</summary>
    public int Turns { get; private set; }

    /// <summary>Is called with every message and every call as it is taken; null for no trace.</summary>
    private Action<string>? Trace { get; init; }

    /// <summary>Plays a history.</summary>
    /// <param name="seed">The seed of a series of histories.</param>
    /// <param name="number">The number of the history in that series.</param>
    /// <param name="trace">Is called with every step; null for no trace.</param>
    /// <returns>The number of store calls.</returns>
    /// <exception cref="InvalidOperationException">A check failed. The message has the seed and the number.</exception>
    public static async Task<int> RunAsync(int seed, int number, Action<string>? trace = null)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var run = new IdentityHistoryRun(random, await IdentityTables.CreateAsync(Shop)) { Trace = trace };
        try
        {
            await Task.Run(run.RunAsync);
            return run.Turns;
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException(
                $"History {seed}/{number}: {failure.Message}{Environment.NewLine}{run.History}{Environment.NewLine}", failure);
        }
    }

    private async Task RunAsync()
    {
        while (_queue.Count > 0 || _workers.Count > 0 || _later.Count > 0)
        {
            if (++Turns > MaxTurns)
            {
                throw new InvalidOperationException($"After {MaxTurns} turns the workers have not finished.");
            }

            foreach (var due in _later.Where(sent => !_workers.Contains(sent.Sender)).ToList())
            {
                _later.Remove(due);
                PutBack(due.Message);
            }

            if (_queue.Count > 0 && _workers.Count < _most)
            {
                Take();
            }
            else if (_workers.Count > 0)
            {
                TakeTurns();
            }
        }

        var rows = await IdentityRows.ReadAsync(_tables.Service, Shop.Id, History);
        var erasures = new ErasureOracle(History, rows, _doneBefore);
        await new IdentityOracle(History, rows, erasures, Shop).CheckAsync(_tables.Open(null));
    }

    private List<IdentityMessage> Shuffled()
    {
        IdentityMessage[] queue = [.. History.Messages.SelectMany(message => Enumerable.Repeat(message, OneOf(1, 1, 2)))];
        _random.Shuffle(queue);
        if (Chance(0.3))
        {
            // This is the usual case: the acts come after the orders have been recorded. Messages are taken from the end.
            return [.. queue.OrderBy(message => message is IdentityMessage.Said or IdentityMessage.Linked)];
        }

        return Chance(0.15) ? [.. queue.OrderBy(message => message is IdentityMessage.Erased)] : [.. queue];
    }

    private void Take()
    {
        var message = _queue[^1];
        _queue.RemoveAt(_queue.Count - 1);
        if (message is IdentityMessage.Erased erasure)
        {
            _doneBefore.TryAdd(erasure, [.. _done]);
        }

        Trace?.Invoke($"take {message}");
        var worker = new Worker(message);
        _workers.Add(worker);
        var identities = IdentitiesOf(worker.Steps);
        worker.Steps.Start(() => HandleAsync(message, identities));
        Settle(worker);
    }

    // Lets a worker overtake another one that waits long between two calls.
    private void TakeTurns()
    {
        var awake = _workers.Where(worker => worker.RestsUntil <= Turns).ToArray();
        var worker = OneOf(awake.Length > 0 ? awake : [.. _workers]);
        for (var burst = OneOf(_bursts); burst > 0; burst--)
        {
            worker.Steps.Step();
            Collect(worker);
            if (Settle(worker))
            {
                return;
            }

            if (Chance(_deaths))
            {
                Trace?.Invoke($"death {worker.Steps.GetHashCode():x} of {worker.Message}");
                _workers.Remove(worker);
                PutBack(worker.Message);
                return;
            }

            if (_rests && Chance(_laziness))
            {
                worker.RestsUntil = Turns + OneOf(10, 40, 150);
            }
        }
    }

    // A delayed message comes after its sender has ended, with or without success: the delay is longer than a function may run.
    private void Collect(Worker worker)
    {
        foreach (var sent in _tables.Sent)
        {
            if (sent is IdentityMessage.Resettled { OnlyIfLeft: true })
            {
                _later.Add((sent, worker));
            }
            else
            {
                PutBack(sent);
            }
        }

        _tables.Sent.Clear();
    }

    private bool Settle(Worker worker)
    {
        if (worker.Steps.IsDone)
        {
            Trace?.Invoke($"done {worker.Steps.GetHashCode():x} {worker.Message}");
            _workers.Remove(worker);
            _done.Add(worker.Message);
        }

        return worker.Steps.IsDone;
    }

    private void PutBack(IdentityMessage message) => _queue.Insert(_random.Next(_queue.Count + 1), message);

    private BuyerIdentities IdentitiesOf(SteppedWork steps) => _tables.Open(Trace is null ? steps : new TracedCalls(steps, Trace));

    private static async Task HandleAsync(IdentityMessage message, IBuyerIdentities identities)
    {
        switch (message)
        {
            case IdentityMessage.Said said:
                await identities.RecordAsync(said.Entry, default);
                break;
            case IdentityMessage.Linked link:
                await identities.LinkAsync(new BuyerLink { Shop = Shop.Id, Customers = link.Customers }, link.At, default);
                break;
            case IdentityMessage.Shared shared:
                await identities.ShareAsync(Shop.Id, shared.Identifier, default);
                break;
            case IdentityMessage.Unmerged unmerged:
                await identities.UnmergeAsync(new BuyerKey(Shop.Id, BuyerId.Of(unmerged.Identifier)), default);
                break;
            case IdentityMessage.Erased erased:
                await EraseAsync(erased, identities);
                break;
            case IdentityMessage.Resettled { OnlyIfLeft: true } left:
                await identities.FinishMergeAsync(left.Buyer, default);
                break;
            case IdentityMessage.Resettled resettled:
                await identities.ResettleAsync(resettled.Buyer, default);
                break;
            default:
                throw new InvalidOperationException($"Unknown message {message}.");
        }
    }

    // Does what the erasure of a person does, except for what lies beside the orders.
    private static async Task EraseAsync(IdentityMessage.Erased erased, IBuyerIdentities identities)
    {
        var person = await identities.FindPersonAsync(Shop.Id, erased.Named, erased.Before, default);
        await identities.ErasePersonAsync(Shop.Id, person.Named, erased.Before, default);
        foreach (var order in erased.Orders)
        {
            await identities.EraseOrderAsync(Shop.Id, order, default);
        }
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private T OneOf<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private sealed class Worker(IdentityMessage message)
    {
        public IdentityMessage Message => message;

        public SteppedWork Steps { get; } = new();

        public int RestsUntil { get; set; }
    }

    private sealed class TracedCalls(IStoreCalls inner, Action<string> trace) : IStoreCalls
    {
        private readonly string _id = inner.GetHashCode().ToString("x", CultureInfo.InvariantCulture);

        public async Task BeforeAsync(string call)
        {
            await inner.BeforeAsync(call);
            trace($"  {_id} {call}");
        }

        public Task AfterAsync(string call) => inner.AfterAsync(call);
    }
}
