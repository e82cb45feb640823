using Churn.Domain.Buyers;
using Churn.Domain.Reports;
using Churn.Statistics.Histories;

namespace Churn.Domain.Nightly;

/// <summary>
/// What a range's buyers say of the shop: all that the shop's model is fitted on, whose size hardly grows with the buyers, and the counts
/// of its report, a few bytes a buyer. The findings of ranges add up to the shop's, in any order.
/// </summary>
public sealed class RangeFindings
{
    /// <summary>Histories of known buyers, in days.</summary>
    internal GroupedHistories Histories { get; } = new(TimeUnit.Days);

    internal SpendTally Spend { get; } = new();

    internal ContractTally Contracts { get; } = new();

    /// <summary>
    /// The clients in the order in which they were added; <see cref="ClientsInOrder"/> gives an order that does not depend on it.
    /// </summary>
    internal List<ClientRow> Clients { get; } = [];

    internal BuyerSample Sample { get; } = new();

    /// <summary>Known buyers with a purchase.</summary>
    public int Buyers { get; internal set; }

    /// <summary>Known buyers with two purchase days or more.</summary>
    public int RepeatBuyers { get; internal set; }

    /// <summary>
    /// Orders without any identifier, each a buyer of its own. Such a buyer can never be seen to come back, so the model leaves them out.
    /// </summary>
    public int Anonymous { get; internal set; }

    /// <summary>Buyers who order for a company; if there are none, the shop has no accounts to classify.</summary>
    public int ForCompanies { get; internal set; }

    /// <summary>What the shop's report counts of the buyers; null before the first buyer is added.</summary>
    internal ReportTally? Tally { get; set; }

    /// <summary>Adds a buyer whose labels are those of the run's date.</summary>
    public void Add(Buyer buyer, DateOnly asOf)
    {
        Tally ??= new ReportTally(asOf);
        Tally.Add(ReportBuyer.Of(buyer, buyer.Class));
        var facts = buyer.Facts;
        ForCompanies += facts.Companies.IsEmpty ? 0 : 1;
        if (facts is not { FirstPurchase: { } first, LastPurchase: { } last })
        {
            return;
        }

        if (facts.IsAnonymous)
        {
            Anonymous++;
            return;
        }

        var history = HistoryOf(facts, first, last, asOf);
        var bin = facts.ForeignCurrencyOrders == 0 ? SpendTally.BinOf(facts.PurchaseDays, facts.NetValue) : null;
        Buyers++;
        RepeatBuyers += history.X > 0 ? 1 : 0;
        Histories.Add(history);
        Sample.Add(buyer);
        Contracts.Add(facts, asOf);
        if (bin is { } spend)
        {
            Spend.Add(facts.PurchaseDays, spend, 1);
        }

        if (buyer.Class.Relationship >= Relationship.Client)
        {
            Clients.Add(new ClientRow(history.X, (int)history.Tx, (int)history.T, bin));
        }
    }

    /// <summary>Adds the findings of another range.</summary>
    public void Merge(RangeFindings other)
    {
        Buyers += other.Buyers;
        RepeatBuyers += other.RepeatBuyers;
        Anonymous += other.Anonymous;
        ForCompanies += other.ForCompanies;
        Histories.Merge(other.Histories);
        Clients.AddRange(other.Clients);
        foreach (var (days, bin, buyers) in other.Spend.Groups)
        {
            Spend.Add(days, bin, buyers);
        }

        foreach (var (renewals, ended, contracts) in other.Contracts.Groups)
        {
            Contracts.Add(renewals, ended, contracts);
        }

        foreach (var buyer in other.Sample.Buyers)
        {
            Sample.AddRead(buyer);
        }

        Sample.Limit(other.Sample.Below);
        if (other.Tally is { } counts)
        {
            Tally ??= new ReportTally(counts.AsOf);
            Tally.Merge(counts);
        }
    }

    /// <summary>The clients in ascending order, which is the same for the same clients.</summary>
    internal IReadOnlyList<ClientRow> ClientsInOrder()
    {
        Clients.Sort();
        return Clients;
    }

    /// <summary>The bytes that are kept until the run has finished.</summary>
    public byte[] ToBytes() => RangeFindingsJson.Write(this);

    /// <exception cref="FormatException">The bytes are not what <see cref="ToBytes"/> writes.</exception>
    public static RangeFindings FromBytes(byte[] bytes) => RangeFindingsJson.Read(bytes);

    /// <summary>
    /// A run that is handled late meets orders of days after its date: the observation then ends with the last of them.
    /// </summary>
    private static PurchaseHistory HistoryOf(BuyerFacts facts, DateOnly first, DateOnly last, DateOnly asOf) => new(
        facts.PurchaseDays - 1,
        last.DayNumber - first.DayNumber,
        Math.Max(last.DayNumber, asOf.DayNumber) - first.DayNumber,
        TimeUnit.Days);
}
