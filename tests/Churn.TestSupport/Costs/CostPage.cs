using System.Globalization;
using System.Text;

namespace Churn.TestSupport.Costs;

/// <summary>The figures of docs/cost.md.</summary>
public sealed class CostPage(CostInputs inputs, CountedRequests counted)
{
    private const double Million = 1_000_000;
    private readonly CostPrices _prices = inputs.Prices;
    private readonly CostAssumptions _assumed = inputs.Assumed;

    /// <summary>Markdown, byte for byte what the page holds between its markers.</summary>
    public string Write()
    {
        var (orders, buyers) = (Orders(), Buyers());
        var page = new StringBuilder();
        Line(page, "| counted on the wire | table requests | of them transactions | events |");
        Line(page, "|---|---:|---:|---:|");
        foreach (var (kind, requests) in new[] { ("first order of a buyer", counted.First), ("order that changes a label", counted.Relabelled), ("order of a known buyer that does not", counted.Known), ("duplicate", counted.Duplicate), ("edit", counted.Edit) })
        {
            Line(page, $"| {kind} | {requests.All} | {requests.Transactions} | {requests.Events} |");
        }

        Line(page, "");
        Line(page, "| a month | a million orders | a million buyers |");
        Line(page, "|---|---:|---:|");
        Row(page, "executions", orders.Executions, buyers.Executions, "N0");
        Row(page, "GB-seconds", orders.GbSeconds, buyers.GbSeconds, "N0");
        Row(page, "table requests, as billed", orders.Tables, buyers.Tables, "N0");
        Row(page, "queue requests", orders.Queues, buyers.Queues, "N0");
        Row(page, "executions, USD", Executions(orders), Executions(buyers), "N2");
        Row(page, "GB-seconds, USD", Seconds(orders), Seconds(buyers), "N2");
        Row(page, "tables, USD", Tables(orders), Tables(buyers), "N2");
        Row(page, "queues, USD", Queues(orders), Queues(buyers), "N2");
        Row(page, "together, USD", Sum(orders), Sum(buyers), "N2");
        Line(page, "");
        Line(page, $"The free grant of {Text(_prices.FreeExecutions, "N0")} executions and {Text(_prices.FreeGbSeconds, "N0")} GB-seconds a month, on demand, reaches for "
            + $"{Text(Reach(orders, Million), "N0")} orders, or for {Text(Reach(buyers, Million), "N0")} buyers.");
        Line(page, $"One instance of {Text(_assumed.InstanceGb, "N0")} GB that is always ready costs {Text(_assumed.InstanceGb * 86_400 * 30 * _prices.PerGbSecondBaseline, "N2")} USD a month "
            + $"before it does anything, and has no free grant; Service Bus's base is {Text(_prices.ServiceBusBase, "N2")} USD.");
        Line(page, $"Prices of {_prices.AsOf}: {_prices.Source}.");
        return page.ToString();
    }

    // Every delivery is a webhook execution and an order execution.
    private CostAmounts Orders()
    {
        var first = _assumed.FirstOrdersPerHundred / 100;
        var deliveries = Million * (1 + _assumed.DuplicatesPerOrder + _assumed.EditsPerOrder);
        var relabelled = (1 - first) * _assumed.RelabelledPerHundred / 100;
        var tables = Million * ((first * Billed(counted.First)) + (relabelled * Billed(counted.Relabelled)) + ((1 - first - relabelled) * Billed(counted.Known))
            + (_assumed.DuplicatesPerOrder * Billed(counted.Duplicate)) + (_assumed.EditsPerOrder * Billed(counted.Edit)));
        var seconds = deliveries * (_assumed.WebhookMilliseconds + _assumed.OrderMilliseconds) / 1000 / _assumed.ConcurrentPerInstance;
        var events = Million * ((first * counted.First.Events) + (relabelled * counted.Relabelled.Events) + ((1 - first - relabelled) * counted.Known.Events)
            + (_assumed.DuplicatesPerOrder * counted.Duplicate.Events) + (_assumed.EditsPerOrder * counted.Edit.Events));
        return new CostAmounts(2 * deliveries, seconds * _assumed.InstanceGb, tables, (deliveries + events) * CountedRequests.QueueRequestsPerMessage);
    }

    // An event is a message that somebody takes. Each night every buyer's row is read, page by page, for the labels and again for the offers; few are written.
    private CostAmounts Buyers()
    {
        var scans = _assumed.NightsPerMonth * _assumed.ScansPerNight;
        var pages = scans * Math.Max(Domain.Buyers.Buckets.Count, Million / _assumed.RowsPerPage);
        var written = scans * Million * _assumed.BuyersChangedPerHundredNights / 100;
        var ranges = scans * Domain.Messages.RangeDealer.Ranges;
        var seconds = ((pages * _assumed.PageMilliseconds) + (written * _assumed.RowMilliseconds)) / 1000;
        return new CostAmounts(ranges + scans, seconds * _assumed.InstanceGb, pages + written, (ranges + written) * CountedRequests.QueueRequestsPerMessage);
    }

    // The price list is silent on whether a transaction counts as one or by its rows: the dearer reading.
    private double Billed(KindRequests requests) => requests.All - requests.Transactions + (requests.Transactions * _assumed.RowsPerTransactionBilled);

    private double Executions(CostAmounts amounts) => amounts.Executions / Million * _prices.PerMillionExecutions;

    private double Seconds(CostAmounts amounts) => amounts.GbSeconds * _prices.PerGbSecond;

    private double Tables(CostAmounts amounts) => amounts.Tables / 10_000 * _prices.PerTenThousandTableRequests;

    private double Queues(CostAmounts amounts) => amounts.Queues / 10_000 * _prices.PerTenThousandQueueRequests;

    private double Sum(CostAmounts amounts) => Executions(amounts) + Seconds(amounts) + Tables(amounts) + Queues(amounts);

    private double Reach(CostAmounts amounts, double of) => Math.Floor(of * Math.Min(_prices.FreeExecutions / amounts.Executions, _prices.FreeGbSeconds / amounts.GbSeconds));

    private static void Row(StringBuilder page, string what, double orders, double buyers, string format) =>
        Line(page, $"| {what} | {Text(orders, format)} | {Text(buyers, format)} |");

    private static void Line(StringBuilder page, string text) => page.Append(text).Append('\n');

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
