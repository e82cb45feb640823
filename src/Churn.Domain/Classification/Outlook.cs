namespace Churn.Domain.Classification;

/// <summary>What lies between a buyer and the next labels, found by asking the classifier and by nothing else.</summary>
public sealed record Outlook
{
    public required Relationship Relationship { get; init; }

    /// <summary>The next label that purchases lead to; null: none within the horizon.</summary>
    public Relationship? Next { get; init; }

    /// <summary>Purchases it takes; 0 when there is no next label.</summary>
    public int Purchases { get; init; }

    /// <summary>First day on which the last of them makes the label.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last such day, inclusive; null: as far as was looked.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What each purchase was taken to be worth: the buyer's average, minor units, net, undiscounted.</summary>
    public long ValueEach { get; init; }

    /// <summary>Days between the purchases when more than one is needed.</summary>
    public int GapDays { get; init; }

    /// <summary>The activity that comes next if nothing is bought; null: none does.</summary>
    public Activity? NextActivity { get; init; }

    /// <summary>First day of it.</summary>
    public DateOnly? NextActivityOn { get; init; }
}
