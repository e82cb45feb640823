using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Orders;

public sealed class LedgerEntryTests
{
    private static readonly Shop Shop = AShop.Named("shop");

    [Fact]
    public void Merge_AnyOrderAndNumberOfDeliveries_GivesTheSameBytes()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var versions = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Delivery(random)).ToArray();
            var expected = OrderJson.Write(versions.Select(LedgerEntry.Of).Aggregate((left, right) => left.Merge(right)));

            var repeated = versions.Concat(versions.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(repeated);
            var entries = repeated.Select(LedgerEntry.Of).ToList();
            while (entries.Count > 1)
            {
                var at = random.Next(entries.Count - 1);
                entries[at] = entries[at].Merge(entries[at + 1]);
                entries.RemoveAt(at + 1);
            }

            Assert.True(expected == OrderJson.Write(entries[0]), $"Seed {seed}: {expected} is not {OrderJson.Write(entries[0])}");
        }
    }

    [Fact]
    public void Merge_NewerVersionWithoutCustomer_KeepsTheKnownCustomer()
    {
        var first = AnOrder.Of(Shop, "1", "2026-01-01", customerId: "77");
        var second = AnOrder.Edited(AnOrder.Of(Shop, "1", "2026-01-01"), order => order with { Status = OrderStatus.Cancelled });

        var merged = LedgerEntry.Of(second).Merge(LedgerEntry.Of(first));

        Assert.Equal("77", merged.Order.Buyer.CustomerId);
        Assert.Equal(OrderStatus.Cancelled, merged.Order.Status);
        Assert.Equal([IdentifierKind.Email], merged.Order.Buyer.Identifiers.Select(identifier => identifier.Kind));
    }

    [Fact]
    public void Merge_SameRefundSeenTwice_CountsOnce()
    {
        var order = AnOrder.Of(Shop, "1", "2026-01-01");
        var refunded = AnOrder.Edited(order, o => o with { Refunds = o.Refunds.Add("r1", 1_000) });
        var again = AnOrder.Edited(refunded, o => o with { Refunds = o.Refunds.Add("r2", 500) });

        var merged = LedgerEntry.Of(again).Merge(LedgerEntry.Of(order)).Merge(LedgerEntry.Of(refunded));

        Assert.Equal(1_500, merged.Order.Refunded);
    }

    [Fact]
    public void Merge_AnonymousThenNamed_DropsTheAnonymousIdentifier()
    {
        var anonymous = AnOrder.Of(Shop, "1", "2026-01-01", email: null);
        var named = AnOrder.Edited(AnOrder.Of(Shop, "1", "2026-01-01"), o => o);

        var merged = LedgerEntry.Of(anonymous).Merge(LedgerEntry.Of(named));

        Assert.Equal([IdentifierKind.Email], merged.Order.Buyer.Identifiers.Select(i => i.Kind));
    }

    [Fact]
    public void Write_SmallestAndFullOrder_AreTheBytesThatLedgersHold()
    {
        var smallest = new Order
        {
            Shop = Shop.Id, Id = "0", Version = 0, PlacedAt = DateTimeOffset.UnixEpoch, Currency = "EUR", Money = default,
            Buyer = new OrderBuyer { Identifiers = [new Identifier(IdentifierKind.AnonymousOrder, new string('0', 32))] },
        };
        var full = smallest with
        {
            Version = 7,
            Status = OrderStatus.Paid,
            Channel = OrderChannel.Pos,
            Money = new OrderMoney(9_500, 500, 1_000, 1_900),
            Refunds = Order.NoRefunds.Add("r", 0),
            RefundedTotal = 5,
            Lines = [new OrderLine { Product = "lamp", Quantity = 0, Net = 0 }],
            Gift = GiftRules.Declared,
            Subscription = true,
            ContractUntil = new DateOnly(2027, 2, 28),
            Test = true,
            Buyer = new OrderBuyer
            {
                Identifiers = [new Identifier(IdentifierKind.Email, new string('0', 32))],
                CustomerId = "77",
                CompanyId = "42",
                Consent = false,
            },
        };

        // Ledgers have been written in this form since version 0.2. With other bytes for the same order every row would look changed.
        Assert.Equal(
            """
            {"order":{"shop":"shop","id":"0","version":0,"placedAt":"1970-01-01T00:00:00+00:00","currency":"EUR","money":{},"refunds":{},"buyer":{"identifiers":["a:00000000000000000000000000000000"]}}}
            """,
            OrderJson.Write(LedgerEntry.Of(smallest)));
        Assert.Equal(
            """
            {"order":{"shop":"shop","id":"0","version":7,"placedAt":"1970-01-01T00:00:00+00:00","status":"paid","channel":"pos","currency":"EUR","money":{"gross":9500,"discounts":500,"shipping":1000,"tax":1900},"refunds":{"r":0},"refundedTotal":5,"lines":[{"product":"lamp"}],"gift":"gift-declared","subscription":true,"contractUntil":"2027-02-28","test":true,"buyer":{"identifiers":["e:00000000000000000000000000000000"],"customerId":"77","companyId":"42","consent":false}},"buyerVersion":7,"customerVersion":7,"companyVersion":7,"contractVersion":7,"consentVersion":7,"linesVersion":7}
            """,
            OrderJson.Write(LedgerEntry.Of(full)));
    }

    [Fact]
    public void ReadEntry_WhatWriteWrote_IsTheSameBytesAgain()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var json = OrderJson.Write(LedgerEntry.Of(Delivery(new Random(seed))));
            Assert.True(json == OrderJson.Write(OrderJson.ReadEntry(json)), $"Seed {seed}: {json}");
        }
    }

    private static Order Delivery(Random random) => AnOrder.Of(
        Shop,
        "1",
        "2026-01-01",
        email: Pick(random, null, "a@example.org", "b@example.org"),
        customerId: Pick(random, null, "1", "2"),
        total: random.Next(0, 3) * 1_000) with
    {
        ContractUntil = random.Next(3) == 0 ? new DateOnly(2027, 1, random.Next(1, 5)) : null,
        Version = random.Next(0, 4),
        Status = (OrderStatus)random.Next(4),
        Lines = Pick(random, null, "p1", "p2") is { } product
            ? [new OrderLine { Product = product, Quantity = random.Next(1, 3), Net = 100 }]
            : null,
        Refunds = Pick(random, null, "r1", "r2") is { } refund ? Order.NoRefunds.Add(refund, random.Next(1, 3)) : Order.NoRefunds,
        Test = random.Next(10) == 0,
    };

    private static string? Pick(Random random, params string?[] choices) => choices[random.Next(choices.Length)];
}
