namespace Churn.Domain.Reports;

/// <summary>A calendar month of a shop. Money in minor units.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="IsComplete">False for the month that still runs.</param>
/// <param name="Buyers">Known buyers who bought.</param>
/// <param name="NewBuyers">Of those, who bought for the first time.</param>
/// <param name="Orders">Purchases, anonymous and erased ones included.</param>
/// <param name="KnownOrders">Of those, purchases of known buyers.</param>
/// <param name="NetValue">Net value, anonymous and erased purchases included.</param>
/// <param name="ClientOrders">Purchases of those who are clients or more on the day of the report.</param>
/// <param name="ClientNetValue">Their net value.</param>
/// <param name="AnonymousNetValue">Net value of purchases behind which nobody is known.</param>
/// <param name="ErasedNetValue">Net value of purchases whose buyers were erased.</param>
/// <param name="BuyersSoFar">Known buyers by the end of the month.</param>
/// <param name="RepeatedSoFar">Of those, with two purchase days or more.</param>
/// <param name="ThreeTimesSoFar">Of those, with three or more.</param>
public sealed record MonthFigures(
    DateOnly Month,
    bool IsComplete,
    long Buyers,
    long NewBuyers,
    long Orders,
    long KnownOrders,
    long NetValue,
    long ClientOrders,
    long ClientNetValue,
    long AnonymousNetValue,
    long ErasedNetValue,
    long BuyersSoFar,
    long RepeatedSoFar,
    long ThreeTimesSoFar);
