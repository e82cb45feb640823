using System.Globalization;
using System.Text;

namespace Churn.Testing.Costs;

/// <summary>Writes the figures of docs/cost.md.</summary>
public sealed class CostPage(CostInputs inputs, CountedRequests counted)
{
    private const double Million = 1_000_000;

    /// <summary>Maximum number of characters in a line of a document.</summary>
    private const int LongestLine = 140;

    private readonly CostPrices _prices = inputs.Prices;
    private readonly CostAssumptions _assumed = inputs.Assumed;

    /// <summary>Returns Markdown, byte for byte as it stands between the page's markers.</summary>
    public string Write()
    {
        var (orders, buyers) = (Orders(), Buyers());
        var page = new StringBuilder();
        Line(page, "| counted on the wire | table requests | of them transactions | events |");
        Line(page, "|---|---:|---:|---:|");
        foreach (var (kind, requests) in counted.Kinds)
        {
            Line(page, $"| {kind} | {requests.All} | {requests.Transactions} | {requests.Events} |");
        }

        var (mix, sent) = (counted.Mix, counted.Mix.Sent);
        Line(
            page,
            $"| an order and all that follows it: {Each(mix.Deliveries)} deliveries | {Each(sent.All)} | "
            + $"{Each(sent.Transactions)} | {Each(sent.Events)} |");
        Line(page, $"| a delivery, on average | {Text(mix.Mean, "N2")} | | |");
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
        Paragraph(page,
            $"The free grant of {Text(_prices.FreeExecutions, "N0")} executions and "
            + $"{Text(_prices.FreeGbSeconds, "N0")} GB-seconds a month, "
            + $"on demand, covers {Text(Reach(orders, Million), "N0")} orders, or {Text(Reach(buyers, Million), "N0")} buyers.");
        Line(page, "");
        Paragraph(page,
            $"One instance of {Text(_assumed.InstanceGb, "N0")} GB that is always ready costs "
            + $"{Text(_assumed.InstanceGb * 86_400 * 30 * _prices.PerGbSecondBaseline, "N2")} USD a month before it does anything, "
            + $"and has no free grant. Service Bus costs {Text(_prices.ServiceBusBase, "N2")} USD a month before it sends anything.");
        Line(page, "");
        Paragraph(page, $"The prices are those of {_prices.AsOf}. {_prices.Source}.");
        return page.ToString();
    }

    // Every delivery causes two executions: of the webhook and of the queue's function.
    private CostAmounts Orders()
    {
        var orders = Million / counted.Mix.Orders;
        var deliveries = orders * counted.Mix.Deliveries;
        var seconds = deliveries * (_assumed.WebhookMilliseconds + _assumed.OrderMilliseconds) / 1000 / _assumed.ConcurrentPerInstance;
        var messages = deliveries + (orders * counted.Mix.Sent.Events);
        return new CostAmounts(
            2 * deliveries,
            seconds * _assumed.InstanceGb,
            orders * Billed(counted.Mix.Sent),
            messages * CountedRequests.QueueRequestsPerMessage);
    }

    // Each event is a message that another program takes. Each night every buyer's row is read page by page, once for the labels and once
    // for the offers. Only few rows are written.
    private CostAmounts Buyers()
    {
        var scans = _assumed.NightsPerMonth * _assumed.ScansPerNight;
        var pages = scans * Math.Max(Domain.Buyers.Buckets.Count, Million / _assumed.RowsPerPage);
        var written = scans * Million * _assumed.BuyersChangedPerHundredNights / 100;
        var ranges = scans * Domain.Messages.RangeScheduler.Ranges;
        var seconds = ((pages * _assumed.PageMilliseconds) + (written * _assumed.RowMilliseconds)) / 1000;
        return new CostAmounts(
            ranges + scans,
            seconds * _assumed.InstanceGb,
            pages + written,
            (ranges + written) * CountedRequests.QueueRequestsPerMessage);
    }

    // The price list does not say whether a transaction is billed once or by its rows. This takes the dearer reading.
    private double Billed(KindRequests requests) =>
        requests.All - requests.Transactions + (requests.Transactions * _assumed.RowsPerTransactionBilled);

    private double Executions(CostAmounts amounts) => amounts.Executions / Million * _prices.PerMillionExecutions;

    private double Seconds(CostAmounts amounts) => amounts.GbSeconds * _prices.PerGbSecond;

    private double Tables(CostAmounts amounts) => amounts.Tables / 10_000 * _prices.PerTenThousandTableRequests;

    private double Queues(CostAmounts amounts) => amounts.Queues / 10_000 * _prices.PerTenThousandQueueRequests;

    private double Sum(CostAmounts amounts) => Executions(amounts) + Seconds(amounts) + Tables(amounts) + Queues(amounts);

    private double Reach(CostAmounts amounts, double of) =>
        Math.Floor(of * Math.Min(_prices.FreeExecutions / amounts.Executions, _prices.FreeGbSeconds / amounts.GbSeconds));

    private string Each(int ofAllOrders) => Text((double)ofAllOrders / counted.Mix.Orders, "N2");

    private static void Row(StringBuilder page, string what, double orders, double buyers, string format) =>
        Line(page, $"| {what} | {Text(orders, format)} | {Text(buyers, format)} |");

    private static void Line(StringBuilder page, string text) => page.Append(text).Append('\n');

    private static void Paragraph(StringBuilder page, string text)
    {
        var length = 0;
        foreach (var word in text.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > LongestLine)
            {
                page.Append('\n');
                length = 0;
            }

            page.Append(length > 0 ? " " : "").Append(word);
            length += (length > 0 ? 1 : 0) + word.Length;
        }

        page.Append('\n');
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
