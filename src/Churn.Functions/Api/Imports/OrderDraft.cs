using Churn.Domain.Orders;
using Churn.Domain.Shops;
using static Churn.Functions.Api.Imports.ImportColumn;

namespace Churn.Functions.Api.Imports;

/// <summary>An order as its rows come in: what is of the order is taken from the first row that says it.</summary>
/// <param name="group">What joins its rows.</param>
/// <param name="line">Where it begins.</param>
/// <param name="madeId">The id of an order whose rows name none; null: such an order is refused.</param>
internal sealed class OrderDraft(string group, long line, string? madeId = null)
{
    private const int MaxId = 100;

    private static readonly ImportColumn[] Texts = [ImportColumn.Order, Status, Customer, Company, Email, Phone, Channel, ImportColumn.Currency, BillingName, ShippingName, Note];
    private static readonly ImportColumn[] Amounts = [Total, Discounts, Shipping, Tax, Refunded];
    private static readonly ImportColumn[] Times = [PlacedAt, UpdatedAt, CancelledAt];

    private readonly Dictionary<ImportColumn, string> _texts = [];
    private readonly Dictionary<ImportColumn, decimal> _amounts = [];
    private readonly Dictionary<ImportColumn, DateTimeOffset> _times = [];
    private readonly List<(string? Product, decimal Quantity, decimal Net)> _lines = [];
    private string _currency = "";
    private bool _subscription;
    private bool _test;
    private bool _gift;
    private bool? _consent;
    private DateOnly? _contractUntil;
    private string? _problem;

    public string Group => group;

    /// <summary>Whether it is what went back: its amounts may be below zero.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Where the order could not be read, else where it begins.</summary>
    public long BadLine { get; private set; } = line;

    public void Add(ImportRow row, long at)
    {
        try
        {
            _currency = row.DefaultCurrency;
            Array.ForEach(Texts, column => Keep(_texts, column, row.Text));
            Array.ForEach(Times, column => Keep(_times, column, row.Instant));
            Array.ForEach(Amounts, column => Keep(_amounts, column, row.Number));
            _subscription |= row.Is(Subscription);
            _test |= row.Is(Test);
            _gift |= row.Is(Gift);
            _consent ??= row.Is(OptIn) ? true : row.YesOrNo(Consent);
            _contractUntil ??= row.Day(ContractUntil);
            AddLine(row);
        }
        catch (FormatException failure) when (_problem is null)
        {
            // The other rows alone would make a smaller order than there was: none is better.
            (_problem, BadLine) = (failure.Message, at);
        }
        catch (FormatException)
        {
            // The first problem of an order is told.
        }
    }

    /// <exception cref="FormatException">The rows make no order; the message is one sentence.</exception>
    public Order ToOrder(Shop shop)
    {
        if (_problem is not null)
        {
            throw new FormatException(_problem);
        }

        var id = _texts.GetValueOrDefault(ImportColumn.Order) ?? madeId ?? throw new FormatException("The order has no id.");
        if (id.Length > MaxId || id.Any(char.IsControl))
        {
            throw new FormatException("The order's id is too long or holds a control character.");
        }

        var currency = _texts.GetValueOrDefault(ImportColumn.Currency)?.ToUpperInvariant() ?? _currency;
        if (!Currencies.IsCode(currency))
        {
            throw new FormatException("The order's currency is not a code of three letters.");
        }

        var placedAt = _times.TryGetValue(PlacedAt, out var at) ? at : throw new FormatException("The order does not say when it was placed.");
        var money = Money(currency);
        var company = _texts.GetValueOrDefault(Company);
        return new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = Version(_times),
            PlacedAt = placedAt,
            Status = StatusOf(_texts.GetValueOrDefault(Status)?.ToLowerInvariant()),
            Channel = ChannelOf(_texts.GetValueOrDefault(Channel)?.ToLowerInvariant(), company),
            Currency = currency,
            Money = money,
            RefundedTotal = _texts.GetValueOrDefault(Status)?.ToLowerInvariant() is "refunded" ? money.Total : Math.Abs(Minor(Refunded, currency)),
            Lines = _lines.Exists(line => line.Product is not null) ? [.. _lines.Where(line => line.Quantity > 0).Select(line => Line(line, currency))] : null,
            Subscription = _subscription,
            Test = _test,
            Gift = company is not null ? null
                : _gift ? GiftRules.Declared
                : GiftRules.OfNames(_texts.GetValueOrDefault(BillingName), _texts.GetValueOrDefault(ShippingName)) ?? GiftRules.OfNote(_texts.GetValueOrDefault(Note)),
            ContractUntil = _contractUntil,
            Buyer = IdentityHasher.Identify(
                shop, id, _texts.GetValueOrDefault(Email), _texts.GetValueOrDefault(Phone), CustomerId(_texts.GetValueOrDefault(Customer))) with { CompanyId = company, Consent = _consent },
        };
    }

    // The latest thing that is known to have happened to the order: the platform's own update time is never before it, so that an old export
    // never takes the place of what a webhook said.
    private static long Version(Dictionary<ImportColumn, DateTimeOffset> times) => times.Values.Max().UtcTicks;

    private void AddLine(ImportRow row)
    {
        if (row.Text(Product) is null && row.Text(Quantity) is null && row.Text(UnitPrice) is null && row.Text(LineTotal) is null)
        {
            return;
        }

        var quantity = row.Number(Quantity) ?? 1;
        var price = row.Number(UnitPrice) ?? 0;
        if (Math.Abs(quantity) > 1_000_000_000 || Math.Abs(price) > 1_000_000_000)
        {
            throw new FormatException("A line's quantity or price is not a possible one.");
        }

        var net = row.Number(LineTotal) ?? ((price * quantity) - Math.Abs(row.Number(LineDiscount) ?? 0));
        _lines.Add((row.Text(Product) ?? (row.Has(Product) ? "custom" : null), quantity, net));
    }

    private OrderMoney Money(string currency)
    {
        var total = _amounts.TryGetValue(Total, out var said) ? said
            : _lines.Count > 0 ? _lines.Sum(line => line.Net) + _amounts.GetValueOrDefault(Shipping) + _amounts.GetValueOrDefault(Tax)
            : throw new FormatException("The order has neither a total nor lines.");
        if (IsReturn)
        {
            total = Math.Abs(total);
        }

        if (total < 0)
        {
            throw new FormatException("The order's total is below zero.");
        }

        return OrderMoney.FromTotal(Minor(total, currency), Math.Abs(Minor(Discounts, currency)), Minor(Shipping, currency), Minor(Tax, currency));
    }

    private long Minor(ImportColumn column, string currency) => Minor(_amounts.GetValueOrDefault(column), currency);

    private static long Minor(decimal amount, string currency) =>
        Currencies.ToMinor(amount, currency) ?? throw new FormatException("An amount of the order is not a possible amount of money.");

    private static OrderLine Line((string? Product, decimal Quantity, decimal Net) line, string currency) => new()
    {
        Product = line.Product is { } product ? product[..Math.Min(product.Length, MaxId)] : "custom",
        Quantity = line.Quantity,
        Net = Math.Max(0, Minor(line.Net, currency)),
    };

    private OrderStatus StatusOf(string? status) => _times.ContainsKey(CancelledAt) ? OrderStatus.Cancelled : status switch
    {
        "cancelled" or "canceled" or "voided" or "failed" or "wc-cancelled" or "wc-failed" => OrderStatus.Cancelled,
        "trash" or "deleted" => OrderStatus.Deleted,
        "pending" or "on-hold" or "placed" or "authorized" or "unpaid" or "expired" or "wc-pending" or "wc-on-hold" => OrderStatus.Placed,
        _ => OrderStatus.Paid,
    };

    private static OrderChannel ChannelOf(string? channel, string? company) => company is not null ? OrderChannel.Wholesale : channel switch
    {
        null or "" or "web" => OrderChannel.Web,
        "pos" => OrderChannel.Pos,
        "wholesale" or "b2b" => OrderChannel.Wholesale,
        "subscription" or "subscription_contract" => OrderChannel.Subscription,
        "draft" or "shopify_draft_order" => OrderChannel.Draft,
        "marketplace" => OrderChannel.Marketplace,
        _ => OrderChannel.Other,
    };

    // Exports write 0 for guests, as WooCommerce does.
    private static string? CustomerId(string? id) => id is "0" ? null : id;

    private static void Keep<T>(Dictionary<ImportColumn, T> known, ImportColumn column, Func<ImportColumn, T?> read)
        where T : struct
    {
        if (!known.ContainsKey(column) && read(column) is { } value)
        {
            known[column] = value;
        }
    }

    private static void Keep(Dictionary<ImportColumn, string> known, ImportColumn column, Func<ImportColumn, string?> read)
    {
        if (!known.ContainsKey(column) && read(column) is { } value)
        {
            known[column] = value;
        }
    }
}
