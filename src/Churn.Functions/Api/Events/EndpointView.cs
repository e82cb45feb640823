using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Functions.Api.Events;

/// <summary>An endpoint and its state, without its secrets.</summary>
public sealed record EndpointView(
    string Id, string Url, IReadOnlyList<string> Types, bool Enabled, DateTimeOffset? DisabledAt, DateTimeOffset? FailingSince,
    int Failures, string? LastFailure)
{
    public static EndpointView Of(Endpoint endpoint, EndpointState state) => new(
        endpoint.Id, endpoint.Url.GetLeftPart(UriPartial.Path), [.. endpoint.Types.Order(StringComparer.Ordinal)], state.DisabledAt is null,
        state.DisabledAt, state.FailingSince, state.Failures, state.LastFailure);
}

/// <summary>The answer when an endpoint was enabled again. Waiting events are sent first.</summary>
/// <param name="Id">The endpoint.</param>
/// <param name="Subjects">How many subjects have waiting events.</param>
public sealed record EndpointEnabled(string Id, int Subjects);
