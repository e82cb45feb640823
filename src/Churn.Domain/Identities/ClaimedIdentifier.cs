namespace Churn.Domain.Identities;

/// <summary>The outcome of one claim among many.</summary>
/// <param name="Owner">Whose the identifier is now.</param>
/// <param name="New">Nobody had it before.</param>
public readonly record struct ClaimedIdentifier(IdentifierOwner Owner, bool New);
