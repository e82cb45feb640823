using Churn.Domain.Shops;

namespace Churn.Domain.Endpoints;

/// <summary>An event that an endpoint has not taken yet.</summary>
/// <param name="Shop">Whose.</param>
/// <param name="Endpoint">The endpoint's id.</param>
/// <param name="Subject">The event's: of one subject, the earlier goes first.</param>
/// <param name="Number">The event's; 0: it has none.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Body">The event as it is sent, always the same bytes.</param>
public sealed record WaitingDelivery(ShopId Shop, string Endpoint, string Subject, long Number, string EventId, string Body);
