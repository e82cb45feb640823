namespace Churn.Domain.Identities;

/// <summary>What a person was recognised by, strongest first: the order decides whose id a merged buyer keeps.</summary>
public enum IdentifierKind
{
    Email,
    Phone,
    PlatformCustomer,

    /// <summary>A merge that the platform told of: an identifier that its two customers have in common, and that an operator can take back.</summary>
    Link,

    /// <summary>An order that names no one has a buyer of its own, of whom only this order is known.</summary>
    AnonymousOrder,
}
