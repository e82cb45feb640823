using Churn.LocalHost.Replay;

namespace Churn.LocalHost.Tests.Replay;

public sealed class OrderFileReaderTests
{
    [Fact]
    public void Read_CdnowColumns_AreFound()
    {
        var order = Assert.Single(Read("customer_id,master_id,date,cds,value\n0001,00004,1997-01-18,2,29.73\n"));

        Assert.Equal(new FileOrder(1, "0001", new(1997, 1, 18, 0, 0, 0, TimeSpan.Zero), false, 29.73m, false, null, 2), order);
    }

    [Fact]
    public void Read_RetailColumns_KnowTimesIdsAndReturns()
    {
        var orders = Read(
            "customer_id,date,value,order_id,kind,lines\n17850,2010-12-01 08:26:00,139.12,536365,sale,7\n14527,2010-12-01 09:41:00,-27.5,R1,return,1\n");

        Assert.Equal(new FileOrder(1, "17850", new(2010, 12, 1, 8, 26, 0, TimeSpan.Zero), true, 139.12m, false, "536365", 1), orders[0]);
        Assert.Equal((27.5m, true), (orders[1].Value, orders[1].IsReturn));
    }

    [Fact]
    public void Read_OtherNamesQuotesOffsetsAndDust_AreTaken()
    {
        var order = Assert.Single(Read("Buyer,Placed_At,TOTAL\n\"a,b\",2026-05-14T10:00:00+02:00,10.049999999999999\n"));

        Assert.Equal(("a,b", 10.05m), (order.Customer, order.Value));
        Assert.Equal(new DateTimeOffset(2026, 5, 14, 8, 0, 0, TimeSpan.Zero), order.At);
    }

    [Theory]
    [InlineData("", "orders.csv is empty.")]
    [InlineData("date,value\n", "orders.csv has no column for the buyer: call it customer_id.")]
    [InlineData("customer_id,value\n", "orders.csv has no column for the date: call it date.")]
    [InlineData("customer_id,date\n", "orders.csv has no column for the value: call it value.")]
    [InlineData("customer_id,date,value\n1,2026-05-14,5\n2,May,5\n", "Line 3 of orders.csv has the date 'May', which is not like 2026-05-14 or 2026-05-14 10:30:00.")]
    [InlineData("customer_id,date,value\n1,2026-05-14,five\n", "Line 2 of orders.csv has the value 'five', which is not a number.")]
    [InlineData("customer_id,date,value\n,2026-05-14,5\n", "Line 2 of orders.csv names no buyer.")]
    [InlineData("customer_id,date,value,kind\n1,2026-05-14,5,gift\n", "Line 2 of orders.csv has the kind 'gift', and there are sale and return.")]
    public void Read_WhatCannotBeRead_NamesLineAndReason(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<LocalHostException>(() => Read(text)).Message);

    private static IReadOnlyList<FileOrder> Read(string text) => OrderFileReader.Read("orders.csv", new StringReader(text));
}
