namespace Churn.Domain.Reports;

/// <summary>Offers of one kind, and what they were measured to do.</summary>
/// <param name="Kind">As the offers' API writes it.</param>
/// <param name="Flagged">Episodes flagged, those held out not included.</param>
/// <param name="HeldOut">Episodes held out at random, to compare with.</param>
/// <param name="Sent">Of the flagged, marked as sent.</param>
/// <param name="Redeemed">Of the flagged, redeemed.</param>
/// <param name="Treated">Buyers whose first offer of the kind has its outcome, sent or not: those the uplift is measured on.</param>
/// <param name="Compared">Held-out buyers that they are compared with.</param>
/// <param name="Uplift">Difference of the purchase rates, treated less held out; null when it cannot be said.</param>
/// <param name="Low">Lower limit of its interval.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Verdict">Better, Worse, Inconclusive or TooEarly.</param>
public sealed record OfferFigures(
    string Kind, long Flagged, long HeldOut, long Sent, long Redeemed, int Treated, int Compared, double? Uplift, double? Low, double? High, string Verdict);
