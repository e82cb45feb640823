using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Domain.Recording;

/// <summary>Changes of several buyers that go into one transaction.</summary>
internal sealed class ImportPage
{
    /// <summary>Actions a transaction holds.</summary>
    private const int MaxActions = 100;

    /// <summary>UTF-16 characters of rows: a quarter of a transaction's 4 MiB, for they count double there.</summary>
    private const int MaxCharacters = 1_000_000;

    /// <summary>What a buyer's row has beside its identifiers, generously.</summary>
    private const int RowCharacters = 4_000;

    private const int IdentifierCharacters = 40;

    private readonly List<ImportPlan> _plans = [];
    private readonly List<BuyerTransaction> _changes = [];
    private int _actions;
    private int _characters;

    public IReadOnlyList<ImportPlan> Plans => _plans;

    public IReadOnlyList<BuyerTransaction> Changes => _changes;

    public bool Fits(BuyerTransaction change) =>
        _changes.Count == 0 || (_actions + Actions(change) <= MaxActions && _characters + Characters(change) <= MaxCharacters);

    public void Add(ImportPlan plan, BuyerTransaction change)
    {
        _plans.Add(plan);
        _changes.Add(change);
        _actions += Actions(change);
        _characters += Characters(change);
    }

    public ImportPlan Remove(int place)
    {
        var plan = _plans[place];
        _plans.RemoveAt(place);
        _changes.RemoveAt(place);
        return plan;
    }

    public void Clear()
    {
        _plans.Clear();
        _changes.Clear();
        (_actions, _characters) = (0, 0);
    }

    /// <summary>Characters of an order's row.</summary>
    public static int Characters(LedgerEntry entry) => OrderJson.Write(entry).Length;

    /// <summary>Whether so many orders of so many characters may stand in one change.</summary>
    public static bool Holds(int orders, int characters) => orders <= BuyerTransaction.MaxOrders && characters <= MaxCharacters / 2;

    private static int Actions(BuyerTransaction change) => 1 + change.Orders.Count;

    private static int Characters(BuyerTransaction change) =>
        RowCharacters + (change.Buyer.Evidence.Identifiers.Count * IdentifierCharacters) + change.Orders.Sum(Characters);
}
