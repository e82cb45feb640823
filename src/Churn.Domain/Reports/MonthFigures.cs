namespace Churn.Domain.Reports;

/// <summary>A calendar month of a shop. Money is in minor units.</summary>
/// <param name="Month">The month's first day.</param>
/// <param name="IsComplete">False for the month that is not over.</param>
/// <param name="Buyers">Known buyers who bought in the month.</param>
/// <param name="NewBuyers">Of those, buyers who bought for the first time.</param>
/// <param name="Orders">Purchases, anonymous and erased ones included.</param>
/// <param name="KnownOrders">Of those, purchases of known buyers.</param>
/// <param name="NetValue">Net value, anonymous and erased purchases included.</param>
/// <param name="ClientOrders">Purchases of buyers who are clients or higher on the day of the report.</param>
/// <param name="ClientNetValue">Net value of the clients' purchases.</param>
/// <param name="AnonymousNetValue">Net value of purchases without any identifier.</param>
/// <param name="ErasedNetValue">Net value of purchases of erased buyers.</param>
/// <param name="BuyersSoFar">Known buyers by the end of the month.</param>
/// <param name="RepeatedSoFar">Of those, buyers with two purchase days or more.</param>
/// <param name="ThreeTimesSoFar">Of those, buyers with three purchase days or more.</param>
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
