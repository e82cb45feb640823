namespace Churn.Functions.Webhooks;

public enum WebhookVerdictKind
{
    Refused,
    Genuine,
    Harmless,
}
