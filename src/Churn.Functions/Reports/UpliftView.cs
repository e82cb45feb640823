using Churn.Domain.Reports;

namespace Churn.Functions.Reports;

/// <summary>What a shop's offers were measured to do, as of its newest report; no day before the first one.</summary>
public sealed record UpliftView(DateOnly? AsOf, IReadOnlyList<OfferFigures> Offers);
