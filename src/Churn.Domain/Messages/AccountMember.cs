using Churn.Domain.Buyers;

namespace Churn.Domain.Messages;

/// <summary>A buyer who ordered for a company.</summary>
/// <param name="Company">The platform's company id.</param>
/// <param name="Buyer">Whose ledger holds the order.</param>
public readonly record struct AccountMember(string Company, BuyerId Buyer);
