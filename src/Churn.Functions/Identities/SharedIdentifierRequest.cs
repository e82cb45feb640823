namespace Churn.Functions.Identities;

/// <summary>An address or number that several people use; hashed at once and kept nowhere in plain.</summary>
public sealed record SharedIdentifierRequest(string? Email, string? Phone);
