namespace Churn.Domain.Offers;

/// <summary>The reasons why an offer is not made, by the ids that reports count.</summary>
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
        Anonymous => "The order has no identifier, so the buyer is not known.",
        NotDue => "The kind's rule does not hold for this buyer today.",
        HasAll => "The buyer has all that one person needs of what they bought.",
        AlreadyMade => "It was made on this occasion already.",
        Cooldown => "The last offer of this kind is too recent.",
        Refused => "The buyer does not want to be written to.",
        Unasked => "The buyer has not agreed to be written to, and this shop requires consent.",
        Unhappy => "The buyer is unhappy and gets care instead of an offer to buy.",
        Cap => "Another offer is open, or comes first.",
        Capacity => "The day's tasks go to accounts with more value at risk.",
        _ => block,
    };
}
