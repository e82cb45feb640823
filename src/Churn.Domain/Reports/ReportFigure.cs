namespace Churn.Domain.Reports;

/// <summary>One number of a report.</summary>
/// <param name="Id">Which, and the id of its definition.</param>
/// <param name="Unit">What <paramref name="Value"/> is in: <c>rate</c> (0 to 1), <c>buyers</c>, <c>orders</c>, <c>money</c> (minor units), <c>days</c> or <c>ratio</c>.</param>
/// <param name="Value">Null when there is nothing to say it of.</param>
/// <param name="Count">Of a rate: how many it counts.</param>
/// <param name="Of">Of a rate: out of how many.</param>
/// <param name="Low">Lower limit of the 95 % interval, where there is one.</param>
/// <param name="High">Upper limit.</param>
/// <param name="HorizonDays">Days it looks back or ahead, where the definition does not fix them.</param>
public sealed record ReportFigure(
    string Id, string Unit, double? Value, long? Count = null, long? Of = null, double? Low = null, double? High = null, int? HorizonDays = null);
