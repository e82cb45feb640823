namespace Churn.Functions.Webhooks;

/// <summary>Whether a delivery is genuine.</summary>
public readonly record struct WebhookVerdict
{
    private WebhookVerdict(WebhookVerdictKind kind, string reason) => (Kind, Reason) = (kind, reason);

    public WebhookVerdictKind Kind { get; }

    /// <summary>One sentence that repeats nothing that was sent; empty for a genuine delivery.</summary>
    public string Reason { get; }

    /// <summary>Signed by the platform for this shop.</summary>
    public static WebhookVerdict Genuine { get; } = new(WebhookVerdictKind.Genuine, "");

    /// <summary>Not signed, and of no effect: answered with success and forgotten.</summary>
    public static WebhookVerdict Harmless(string reason) => new(WebhookVerdictKind.Harmless, reason);

    public static WebhookVerdict Refuse(string reason) => new(WebhookVerdictKind.Refused, reason);
}

public enum WebhookVerdictKind
{
    Refused,
    Genuine,
    Harmless,
}
