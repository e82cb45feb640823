using Churn.Domain.Endpoints;

namespace Churn.Functions.Events;

/// <summary>An endpoint and how it does; its secrets are nobody's.</summary>
public sealed record EndpointView(
    string Id, string Url, IReadOnlyList<string> Types, bool Enabled, DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince, int Failures, string? LastFailure)
{
    public static EndpointView Of(Endpoint endpoint, EndpointState state) => new(
        endpoint.Id, endpoint.Url.GetLeftPart(UriPartial.Path), [.. endpoint.Types.Order(StringComparer.Ordinal)], state.DisabledAt is null,
        state.DisabledAt, state.FailingSince, state.Failures, state.LastFailure);
}
