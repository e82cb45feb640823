namespace Churn.Domain.Identities;

/// <summary>What a person was recognised by, strongest first: the order decides whose id a merged buyer keeps.</summary>
public enum IdentifierKind
{
    Email,
    Phone,
    PlatformCustomer,

    /// <summary>An order that names nobody: a buyer of its own, of whom nothing but this order can be known.</summary>
    AnonymousOrder,
}
