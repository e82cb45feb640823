namespace Churn.Domain.Offers;

/// <summary>Why an offer is not made, as reports count it.</summary>
public static class OfferBlocks
{
    public const string Anonymous = "anonymous";
    public const string NotDue = "not-due";
    public const string HasAll = "past-ceiling";
    public const string AlreadyMade = "already-made";
    public const string Cooldown = "cooldown";
    public const string Refused = "consent-refused";
    public const string Unasked = "consent-unknown";
    public const string Unhappy = "unhappy";
    public const string Cap = "cap";
    public const string Capacity = "capacity";

    public static string Describe(string block) => block switch
    {
        Anonymous => "Nobody is known behind the order.",
        NotDue => "It is not the time, or the buyer is none for it.",
        HasAll => "The buyer has all that anybody needs of what they bought.",
        AlreadyMade => "It was made on this occasion already.",
        Cooldown => "The last of its kind is too recent.",
        Refused => "The buyer does not want to be written to.",
        Unasked => "The buyer has not agreed to be written to, which this shop asks for.",
        Unhappy => "The buyer is unhappy and gets care, nothing to buy.",
        Cap => "Another offer is open, or comes first.",
        Capacity => "The day's tasks are given to accounts with more at risk.",
        _ => block,
    };
}
