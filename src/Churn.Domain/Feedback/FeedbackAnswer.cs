namespace Churn.Domain.Feedback;

/// <summary>An answer to one question.</summary>
public readonly record struct FeedbackAnswer : IComparable<FeedbackAnswer>
{
    /// <param name="kind">The question.</param>
    /// <param name="score">NPS 0 to 10, CSAT 1 to 5.</param>
    /// <param name="at">When it was given.</param>
    public FeedbackAnswer(FeedbackKind kind, int score, DateTimeOffset at)
    {
        var (least, most) = Range(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(score, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(score, most);
        Kind = kind;
        Score = score;
        At = at.ToUniversalTime();
    }

    public FeedbackKind Kind { get; }

    public int Score { get; }

    public DateTimeOffset At { get; }

    /// <summary>NPS 0 to 6: speaks ill of the shop. CSAT 1 or 2: dissatisfied.</summary>
    public bool IsUnhappy => Score <= UnhappyAt;

    /// <summary>NPS 9 or 10.</summary>
    public bool IsPromoter => Kind == FeedbackKind.Nps && Score >= PromoterFrom;

    /// <summary>The highest score that is unhappy.</summary>
    public int UnhappyAt => Kind == FeedbackKind.Nps ? 6 : 2;

    /// <summary>The lowest NPS that recommends.</summary>
    public const int PromoterFrom = 9;

    /// <summary>The scores that a question has, both inclusive.</summary>
    public static (int Least, int Most) Range(FeedbackKind kind) => kind == FeedbackKind.Nps ? (0, 10) : (1, 5);

    /// <summary>Later is greater; of two at one instant the lower score is greater, for nobody is to be cheered up by a tie.</summary>
    public int CompareTo(FeedbackAnswer other) => At != other.At ? At.CompareTo(other.At) : other.Score.CompareTo(Score);
}
