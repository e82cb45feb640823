using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Tests.Messages;

public sealed class RangeMessageTests
{
    [Theory]
    [InlineData(0, 15)]
    [InlineData(0, 0)]
    [InlineData(240, 255)]
    public void Read_WhatWasWritten_IsTheSameRange(int from, int to)
    {
        var range = new RangeMessage { Shop = ShopId.Parse("demo"), From = from, To = to, AsOf = new DateOnly(2026, 5, 14) };

        Assert.Equal(range, MessageJson.Read<RangeMessage>(MessageJson.Write(range)));
    }
}
