namespace Churn.Domain.Endpoints;

/// <summary>What an endpoint answered.</summary>
/// <param name="Status">Its status; 0: nothing came back.</param>
/// <param name="RetryAfter">When it wants to be asked again; null: it did not say.</param>
/// <param name="Failure">A status or a kind of error; empty when it took the event.</param>
public readonly record struct EndpointAnswer(int Status, TimeSpan? RetryAfter, string Failure)
{
    /// <summary>The endpoint has gone for good, as Standard Webhooks reads this status.</summary>
    public const int Gone = 410;

    public bool IsTaken => Status is >= 200 and < 300;
}
