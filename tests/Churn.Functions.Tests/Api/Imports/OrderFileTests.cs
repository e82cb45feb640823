using System.Globalization;
using System.IO.Compression;
using System.Text;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Api.Imports;
using Churn.Testing;
using Churn.Testing.Builders;

namespace Churn.Functions.Tests.Api.Imports;

public sealed class OrderFileTests
{
    private static readonly Shop Shop = AShop.Named("files");

    [Fact]
    public async Task ReadAsync_OwnColumns_AreAllRead()
    {
        var (orders, _) = await ReadAsync("""
            order_id,placed_at,updated_at,total,discounts,shipping,tax,refunded,currency,status,customer_id,email,product,quantity,unit_price
            7,2026-05-14T10:30:00+02:00,2026-05-15T00:00:00Z,119.00,5,10,19,20,EUR,paid,44,A@Example.org,lamp,2,47.50
            """);

        var order = Assert.Single(orders);
        Assert.Equal(new DateTimeOffset(2026, 5, 14, 8, 30, 0, TimeSpan.Zero), order.PlacedAt.ToUniversalTime());
        Assert.Equal(new DateTimeOffset(2026, 5, 15, 0, 0, 0, TimeSpan.Zero).UtcTicks, order.Version);
        Assert.Equal((new OrderMoney(9_500, 500, 1_000, 1_900), 11_900, 2_000), (order.Money, order.Money.Total, order.Refunded));
        Assert.Equal(IdentityHasher.Identify(Shop, "7", "a@example.org", null, "44"), order.Buyer);
        Assert.Equal(new OrderLine { Product = "lamp", Quantity = 2, Net = 9_500 }, Assert.Single(order.Lines!.Value));
    }

    [Fact]
    public async Task ReadAsync_ConsentGiftAndContract_AreReadAndUnsaidWhenEmpty()
    {
        var (orders, report) = await ReadAsync("""
            order_id,placed_at,total,email,consent,gift,contract_until
            1,2026-05-14,10,a@example.org,true,true,2027-02-28
            2,2026-05-14,10,b@example.org,false,false,2026-02-30
            3,2026-05-14,10,c@example.org,false,false,
            4,2026-05-14,10,d@example.org,,,
            """);

        Assert.Equal(
            [
                ("1", (bool?)true, GiftRules.Declared, (DateOnly?)new DateOnly(2027, 2, 28)),
                ("3", false, null, null),
                ("4", null, null, null),
            ],
            orders.Select(order => (order.Id, order.Buyer.Consent, order.Gift, order.ContractUntil)));
        Assert.Equal([3L], report.Problems.Select(problem => problem.Line));
    }

    [Theory]
    [InlineData("yes,Jo Smith,Jo Smith,", true, null)]
    [InlineData(",Jo Smith,\"Smith, Jo\",", null, null)]
    [InlineData(",Jo Smith,Ann Miller,a gift", null, GiftRules.Recipient)]
    [InlineData(",Jo Smith,,It is a gift!", null, GiftRules.Note)]
    [InlineData(",Jo Smith,,with my gift card", null, null)]
    public async Task ReadAsync_BoxNamesAndNoteByMapping_AreSignsOfConsentAndOfAGift(string cells, bool? consent, string? gift)
    {
        var mapping = ImportMapping.Read("""
            {"columns":{"order":["no"],"placedAt":["day"],"total":["sum"],"email":["mail"],"optIn":["news"],"billingName":["payer"],"shippingName":["to"],"note":["note"]}}
            """);

        var (orders, _) = await ReadAsync($"no,day,sum,mail,news,payer,to,note\n1,2026-05-14,10,a@example.org,{cells}\n", mapping);

        var order = Assert.Single(orders);
        Assert.Equal((consent, gift), (order.Buyer.Consent, order.Gift));
    }

    [Fact]
    public async Task ReadAsync_CompanysOrderSaidToBeAGift_IsNone()
    {
        var (orders, _) = await ReadAsync("order_id,placed_at,total,company_id,gift\n1,2026-05-14,10,42,true\n");

        Assert.Equal(("42", null as string), (orders[0].Buyer.CompanyId, orders[0].Gift));
    }

    [Fact]
    public async Task ReadAsync_ShopifyExport_JoinsLinesByNameAndTakesTheWebhooksId()
    {
        var (orders, report) = await ReadAsync("""
            Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at,Refunded Amount,Id,Source,Phone
            #1001,a@example.org,partially_refunded,2026-01-05 10:12:13 -0500,USD,30.00,5.00,2.00,37.00,3.00,2026-01-05 10:12:00 -0500,1,One,13.00,S1,,7.00,450789469,web,
            #1001,a@example.org,,,,,,,,,2026-01-05 10:12:00 -0500,2,Two,10.00,S2,,,,,
            #1002,b@example.org,voided,,USD,1.00,0,0,1.00,0,2026-01-06 10:12:00 -0500,1,One,1.00,S1,2026-01-06 11:00:00 -0500,0,450789470,pos,
            """);

        Assert.Equal((0, 2, "450789469", "450789470"), (report.Unread, orders.Count, orders[0].Id, orders[1].Id));
        Assert.Equal((3_700, 3_000, 700), (orders[0].Money.Total, orders[0].Money.Merchandise, orders[0].Refunded));
        Assert.Equal(["S1", "S2"], orders[0].Lines!.Value.Select(line => line.Product));
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 15, 12, 0, TimeSpan.Zero), orders[0].PlacedAt.ToUniversalTime());
        Assert.Equal((OrderStatus.Cancelled, OrderChannel.Pos), (orders[1].Status, orders[1].Channel));
    }

    [Fact]
    public async Task ReadAsync_WooCommerceExport_IsToldByItsHeader()
    {
        var (orders, _) = await ReadAsync("""
            order_id,order_number,order_date,status,shipping_total,tax_total,discount_total,order_total,refunded_total,order_currency,customer_id,billing_email,billing_phone
            31,31,2026-02-03 04:05:06,completed,4.00,0,1.00,20.00,0,EUR,0,c@example.org,
            """);

        var order = Assert.Single(orders);
        Assert.Equal(("31", 2_000, 1_600, null as string), (order.Id, order.Money.Total, order.Money.Merchandise, order.Buyer.CustomerId));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 3, 5, 6, TimeSpan.Zero), order.PlacedAt.ToUniversalTime());
    }

    [Fact]
    public async Task ReadAsync_OrderIdWithAnyCharacters_IsKeptUnlessItIsTooLongOrHoldsAControlCharacter()
    {
        var rows = new[] { "#1002", "2026/0001", "a?b\\c", new string('1', 101), "a\tb" }.Select(id => $"{id},2026-01-01,5\n");

        var (orders, report) = await ReadAsync($"order_id,date,total\n{string.Concat(rows)}");

        Assert.Equal(["#1002", "2026/0001", "a?b\\c"], orders.Select(order => order.Id));
        Assert.Equal([5L, 6], report.Problems.Select(problem => problem.Line).Order());
    }

    [Fact]
    public async Task ReadAsync_BrokenRows_AreToldByLineAndTheRestIsRead()
    {
        var (orders, report) = await ReadAsync(
            "order_id,date,total\n1,2026-01-01,5\n2,yesterday,5\n,2026-01-01,5\n4,2026-01-01,many\n5,2026-01-01,5e99\n6,2026-01-01,5\n");

        Assert.Equal(["1", "6"], orders.Select(order => order.Id));
        Assert.Equal([3L, 4, 5, 6], report.Problems.Select(problem => problem.Line).Order());
        Assert.All(report.Problems, problem => Assert.DoesNotContain("yesterday", problem.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_Returns_AreCountedAndLeftOutOrGivenToTheCaller()
    {
        const string Text = "order_id,date,value,kind\n1,2026-01-01,5,sale\nR1,2026-01-02,3,return\n,2026-01-02,-2,\n4,2026-01-02,2,gift\n";
        var given = new List<Order>();

        var (orders, report) = await ReadAsync(Text, returned: given.Add);

        Assert.Equal("1", Assert.Single(orders).Id);
        Assert.Equal(2L, report.ReturnRows);
        var problem = report.Problems.Single();
        Assert.Equal("5: The column for Kind says neither sale nor return.", $"{problem.Line}: {problem.What}");
        Assert.Equal([("R1", 300L), ("row-4", 200)], given.Select(order => (order.Id, order.Money.Total)));
        Assert.Equal(2, (await ReadAsync(Text)).Report.ReturnRows);
    }

    [Fact]
    public async Task ReadAsync_ManyBrokenRows_TellsTheFirstThousandAndCountsTheRest()
    {
        var rows = Enumerable.Range(0, 1_500).Select(i => $"{i},never,1\n");
        var (_, report) = await ReadAsync("order_id,date,total\n" + string.Concat(rows));

        Assert.Equal((1_500, ImportReport.MaxProblems), (report.Unread, report.Problems.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name,colour\n1,red\n")]
    public async Task ReadAsync_NoOrdersFile_SaysSoInOneSentence(string text) =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(text));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task ReadAsync_LinesByMapping_AddUpToASeparateCount(int seed, bool compressed)
    {
        var random = new Random(seed);
        var file = Path.Combine(RepositoryFiles.Root, "docs", "import-online-retail.json");
        var mapping = ImportMapping.Read(await File.ReadAllTextAsync(file));
        var text = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        var (totals, buyers, returns) = (new Dictionary<string, long>(), new HashSet<string>(), 0);
        for (var invoice = 536_365; invoice < 539_365; invoice++)
        {
            var (isReturn, customer) = (random.Next(10) == 0, random.Next(4) == 0 ? "" : $"{random.Next(12_000, 12_400)}");
            var id = isReturn ? (invoice % 2 == 0 ? $"C{invoice}" : "") : $"{invoice}";
            for (var lines = random.Next(1, 9); lines > 0; lines--)
            {
                var (quantity, pence) = (random.Next(1, 12), random.Next(1, 2_000));
                var units = isReturn ? -quantity : quantity;
                text.Append(CultureInfo.InvariantCulture, $"{id},{random.Next(10_000, 99_999)}A,\"LIGHT, \"\"WHITE\"\"\",{units},");
                text.Append(CultureInfo.InvariantCulture, $"2011-03-05 08:26:00,{pence / 100m},{customer},United Kingdom\n");
                returns += isReturn ? 1 : 0;
                if (!isReturn)
                {
                    totals[id] = totals.GetValueOrDefault(id) + (quantity * pence);
                    buyers.Add(customer.Length > 0 ? customer : id);
                }
            }
        }

        var (orders, report) = await ReadAsync(text.ToString(), mapping, compressed);

        var expected = totals.OrderBy(t => t.Key, StringComparer.Ordinal);
        var found = orders.Select(o => KeyValuePair.Create(o.Id, o.Money.Total)).OrderBy(t => t.Key, StringComparer.Ordinal);
        Assert.True(expected.SequenceEqual(found), $"Seed {seed}: the orders differ.");
        Assert.Equal((returns, 0L), (report.ReturnRows, report.Unread));
        Assert.Equal(buyers.Count, orders.Select(order => order.Buyer.Identifiers[0]).Distinct().Count());
    }

    private static async Task<(List<Order> Orders, ImportReport Report)> ReadAsync(
        string text, ImportMapping? mapping = null, bool compressed = false, Action<Order>? returned = null)
    {
        var bytes = new MemoryStream();
        await using (Stream into = compressed
            ? new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)
            : new BufferedStream(new MemoryStream()))
        {
            await (compressed ? into : bytes).WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        bytes.Position = 0;
        var report = new ImportReport();
        return (await new OrderFile(Shop, mapping, report) { Returned = returned }.ReadAsync(bytes, default).ToListAsync(), report);
    }
}
