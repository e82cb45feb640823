namespace Churn.Domain.Reports;

/// <summary>Buyers to whom nothing was offered, and why: of several reasons, that of the offer which came nearest.</summary>
/// <param name="Why">The reason's id, as docs/offers.md lists them.</param>
/// <param name="Text">It in a sentence.</param>
/// <param name="AsOf">The day of the flagging run that counted.</param>
/// <param name="Buyers">How many.</param>
public sealed record NothingOffered(string Why, string Text, DateOnly AsOf, long Buyers);
