using System.Globalization;

namespace Churn.Domain.Buyers;

/// <summary>A buyer's latest answer to each question. Joining two of them is commutative, associative and idempotent.</summary>
/// <param name="Nps">The recommendation; null if never answered.</param>
/// <param name="Csat">The satisfaction; null if never answered.</param>
public sealed record BuyerFeedback(FeedbackAnswer? Nps, FeedbackAnswer? Csat)
{
    /// <summary>No answer to any question.</summary>
    public static BuyerFeedback None { get; } = new(null, null);

    /// <summary>Returns the feedback with one more answer, unless it already holds a later one.</summary>
    public BuyerFeedback With(FeedbackAnswer answer) => answer.Kind == FeedbackKind.Nps
        ? this with { Nps = Later(Nps, answer) }
        : this with { Csat = Later(Csat, answer) };

    /// <summary>Returns the later answer of both to each question.</summary>
    public BuyerFeedback Join(BuyerFeedback other) => new(Later(Nps, other.Nps), Later(Csat, other.Csat));

    /// <summary>
    /// Returns the latest unhappy answer of the last <paramref name="days"/> days; null if there is none, or if the same question was
    /// answered better since.
    /// </summary>
    public FeedbackAnswer? Unhappy(DateOnly asOf, int days) =>
        Later(Of(Nps, asOf, days) is { IsUnhappy: true } nps ? nps : null, Of(Csat, asOf, days) is { IsUnhappy: true } csat ? csat : null);

    /// <summary>Returns the NPS answer of the last <paramref name="days"/> days if it is 9 or 10; otherwise null.</summary>
    public FeedbackAnswer? Promoting(DateOnly asOf, int days) => Of(Nps, asOf, days) is { IsPromoter: true } answer ? answer : null;

    /// <summary>Returns the feedback without the answers given before an instant, as an erasure requires.</summary>
    public BuyerFeedback Since(DateTimeOffset before) => new(Nps?.At < before ? null : Nps, Csat?.At < before ? null : Csat);

    /// <summary>Writes <c>nps=9@ticks csat=4@ticks</c>; null if there is no answer.</summary>
    public string? Write() => this == None
        ? null
        : string.Join(' ', new[] { Nps, Csat }.OfType<FeedbackAnswer>().Select(answer => string.Create(
            CultureInfo.InvariantCulture,
            $"{(answer.Kind == FeedbackKind.Nps ? "nps" : "csat")}={answer.Score}@{answer.At.UtcTicks}")));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BuyerFeedback Read(string? text) =>
        (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(None, (feedback, word) =>
        {
            var fields = word.Split('=', '@');
            return feedback.With(new FeedbackAnswer(
                fields[0] == "nps" ? FeedbackKind.Nps : FeedbackKind.Csat,
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                new DateTimeOffset(long.Parse(fields[2], CultureInfo.InvariantCulture), TimeSpan.Zero)));
        });

    private static FeedbackAnswer? Of(FeedbackAnswer? answer, DateOnly asOf, int days) =>
        answer is { } given && asOf.DayNumber - DateOnly.FromDateTime(given.At.UtcDateTime).DayNumber <= days ? given : null;

    private static FeedbackAnswer? Later(FeedbackAnswer? left, FeedbackAnswer? right) =>
        left is not { } one ? right : right is not { } other ? left : one.CompareTo(other) >= 0 ? one : other;
}

/// <summary>An answer to one question.</summary>
public readonly record struct FeedbackAnswer : IComparable<FeedbackAnswer>
{
    /// <param name="score">NPS 0 to 10, CSAT 1 to 5.</param>
    /// <param name="at">When the answer was given.</param>
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

    /// <summary>Whether the answer is NPS 0 to 6 or CSAT 1 or 2.</summary>
    public bool IsUnhappy => Score <= UnhappyAt;

    /// <summary>Whether the answer is NPS 9 or 10.</summary>
    public bool IsPromoter => Kind == FeedbackKind.Nps && Score >= PromoterFrom;

    /// <summary>The highest score of the question that counts as unhappy.</summary>
    public int UnhappyAt => Kind == FeedbackKind.Nps ? 6 : 2;

    /// <summary>The lowest NPS that counts as a recommendation.</summary>
    public const int PromoterFrom = 9;

    /// <summary>Returns the least and the greatest score of a question, both inclusive.</summary>
    public static (int Least, int Most) Range(FeedbackKind kind) => kind == FeedbackKind.Nps ? (0, 10) : (1, 5);

    /// <summary>
    /// Orders answers by time. Of two answers at the same instant the lower score is greater, so that an unhappy answer is not overlooked.
    /// </summary>
    public int CompareTo(FeedbackAnswer other) => At != other.At ? At.CompareTo(other.At) : other.Score.CompareTo(Score);
}

/// <summary>The question that was answered.</summary>
public enum FeedbackKind
{
    /// <summary>Would you recommend us? 0 to 10 (F. F. Reichheld (2003), Harvard Business Review 81 (12), 46–54).</summary>
    Nps,

    /// <summary>How satisfied are you? 1 to 5.</summary>
    Csat,
}
