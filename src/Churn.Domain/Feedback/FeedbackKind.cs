namespace Churn.Domain.Feedback;

/// <summary>The question that was answered.</summary>
public enum FeedbackKind
{
    /// <summary>Would you recommend us? 0 to 10 (F. F. Reichheld (2003), Harvard Business Review 81 (12), 46–54).</summary>
    Nps,

    /// <summary>How satisfied are you? 1 to 5.</summary>
    Csat,
}
