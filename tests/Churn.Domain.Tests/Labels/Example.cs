using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Labels;

/// <summary>A row of Examples.md. Columns are found by their headings, so that others can be added.</summary>
internal sealed record Example(BusinessModel Model, int Line, IReadOnlyDictionary<string, string> Cells)
{
    public static readonly DateOnly AsOf = new(2026, 6, 15);

    public static IReadOnlyList<Example> Read(IEnumerable<string> lines)
    {
        var examples = new List<Example>();
        var (model, heads, number) = (BusinessModel.GeneralRetail, Array.Empty<string>(), 0);
        foreach (var line in lines)
        {
            number++;
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                (model, heads) = (Enum.Parse<BusinessModel>(line[3..]), []);
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal))
            {
                var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
                if (heads.Length == 0)
                {
                    heads = cells;
                    continue;
                }

                examples.Add(new Example(model, number, heads.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second)));
            }
        }

        return examples;
    }

    /// <summary>
    /// Returns the model's defaults. If a column says from which predicted worth on a buyer is a VIP, the shop's model has learned the
    /// parameters that the page names.
    /// </summary>
    public Rulebook Rulebook()
    {
        var learned = ShopModel.None with
        {
            Purchases = new PurchaseParameters(0.6, 40, 0.5, 2.5),
            Spend = new SpendParameters(6, 4, 1_500),
        };
        return Cells.TryGetValue("a VIP is predicted", out var worth)
            ? ARulebook.For(Model) with { Model = learned with { VipValue = Minor(worth) } }
            : ARulebook.For(Model);
    }

    /// <summary>Folds the orders into facts, as a real ledger is folded.</summary>
    public BuyerFacts Fold()
    {
        var shop = AShop.Named("shop", options => options.BusinessModel = Model);
        return BuyerFold.Fold(Cells["orders"].Split(", ").Select((text, i) => OrderOf(shop, i, text.Split(' '))), shop);
    }

    private static Order OrderOf(Shop shop, int number, string[] words)
    {
        var day = AsOf.AddDays(-int.Parse(words[0].TrimEnd('d'), CultureInfo.InvariantCulture));
        var net = Minor(words[1]);
        var email = words.Contains("nobody") ? null : "buyer@example.org";
        var order = AnOrder.Of(shop, $"{number}", $"{day:yyyy-MM-dd}T10:{number:00}:00Z", email, total: net);
        return words.Skip(2).Aggregate(order, (so, word) => word switch
        {
            "sale" => so with { Money = so.Money with { Gross = so.Money.Gross + 100, Discounts = 100 } },
            "gift" => so with { Gift = GiftRules.Declared },
            "refunded" => so with { RefundedTotal = so.Money.Total },
            "cancelled" => so with { Status = OrderStatus.Cancelled },
            "sub" => so with { Subscription = true },
            "nobody" => so,
            "agreed" or "refused" => so with { Buyer = so.Buyer with { Consent = word == "agreed" } },
            "company" => so with { Buyer = so.Buyer with { CompanyId = "acme" } },
            _ when word.StartsWith("back", StringComparison.Ordinal) => so with { RefundedTotal = Minor(word[4..]) },
            _ when word.StartsWith("until", StringComparison.Ordinal) =>
                so with { ContractUntil = AsOf.AddDays(int.Parse(word[5..], CultureInfo.InvariantCulture)) },
            _ when word.StartsWith("ship", StringComparison.Ordinal) =>
                so with { Money = OrderMoney.FromTotal(net + Minor(word[4..]), 0, Minor(word[4..]), 0) },
            _ when word.StartsWith("tax", StringComparison.Ordinal) => so with { Money = so.Money with { Tax = Minor(word[3..]) } },
            _ when word.Split('*') is [var product, var units] =>
                so with
                {
                    Lines = [new OrderLine { Product = product, Quantity = decimal.Parse(units, CultureInfo.InvariantCulture), Net = net }],
                },
            _ => throw new FormatException($"'{word}' is not a word of the examples."),
        });
    }

    private static long Minor(string text) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100);
}
