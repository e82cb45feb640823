using System.Globalization;

namespace Churn.Domain.Feedback;

/// <summary>A buyer's latest answer to each question. Joining two is commutative, associative and idempotent.</summary>
/// <param name="Nps">Null: never answered.</param>
/// <param name="Csat">Null: never answered.</param>
public sealed record BuyerFeedback(FeedbackAnswer? Nps, FeedbackAnswer? Csat)
{
    /// <summary>Never asked, or never answered.</summary>
    public static BuyerFeedback None { get; } = new(null, null);

    /// <summary>With one more answer, unless a later one is known.</summary>
    public BuyerFeedback With(FeedbackAnswer answer) => answer.Kind == FeedbackKind.Nps
        ? this with { Nps = Later(Nps, answer) }
        : this with { Csat = Later(Csat, answer) };

    /// <summary>What both know.</summary>
    public BuyerFeedback Join(BuyerFeedback other) => new(Later(Nps, other.Nps), Later(Csat, other.Csat));

    /// <summary>The latest unhappy answer of the last so many days, unless the same question was answered better since; null: none.</summary>
    public FeedbackAnswer? Unhappy(DateOnly asOf, int days) =>
        Later(Of(Nps, asOf, days) is { IsUnhappy: true } nps ? nps : null, Of(Csat, asOf, days) is { IsUnhappy: true } csat ? csat : null);

    /// <summary>The recommending answer of the last so many days, or null.</summary>
    public FeedbackAnswer? Promoting(DateOnly asOf, int days) => Of(Nps, asOf, days) is { IsPromoter: true } answer ? answer : null;

    /// <summary>Without the answers given before an instant, as an erasure wants it.</summary>
    public BuyerFeedback Since(DateTimeOffset before) => new(Nps?.At < before ? null : Nps, Csat?.At < before ? null : Csat);

    /// <summary><c>nps=9@ticks csat=4@ticks</c>; null: nothing.</summary>
    public string? Write() => this == None ? null : string.Join(' ', new[] { Nps, Csat }.OfType<FeedbackAnswer>().Select(answer =>
        string.Create(CultureInfo.InvariantCulture, $"{(answer.Kind == FeedbackKind.Nps ? "nps" : "csat")}={answer.Score}@{answer.At.UtcTicks}")));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static BuyerFeedback Read(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(None, (feedback, word) =>
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
