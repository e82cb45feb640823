namespace Churn.Functions.Events;

/// <summary>That an endpoint is sent to again, beginning with what waits: so many subjects.</summary>
public sealed record EndpointEnabled(string Id, int Subjects);
