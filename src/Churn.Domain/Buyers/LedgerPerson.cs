using Churn.Domain.Identities;

namespace Churn.Domain.Buyers;

/// <summary>One of the people whose orders stand in a ledger.</summary>
/// <param name="Buyer">Named by the least of the identifiers.</param>
/// <param name="Identifiers">Theirs, of orders and links.</param>
/// <param name="Rows">Their orders; none where only links tell of them.</param>
/// <param name="Links">What was said of them.</param>
internal sealed record LedgerPerson(BuyerId Buyer, IReadOnlyList<Identifier> Identifiers, List<LedgerRow> Rows, BuyerLinks Links);
