namespace Churn.Domain.Messages;

/// <summary>What becomes of a message of the inbox.</summary>
public enum InboxVerdict
{
    /// <summary>All it says is on the queues, or of no interest.</summary>
    Taken,

    /// <summary>It cannot be read, and never will be: it is put aside for a person.</summary>
    Refused,

    /// <summary>It could not be stored: it is given back to be tried again.</summary>
    Again,
}
