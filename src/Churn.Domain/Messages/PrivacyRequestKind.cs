namespace Churn.Domain.Messages;

public enum PrivacyRequestKind
{
    /// <summary>Hand out what is held of a person.</summary>
    Export,

    /// <summary>Erase a person.</summary>
    ErasePerson,

    /// <summary>Erase everything of the shop.</summary>
    EraseShop,
}
