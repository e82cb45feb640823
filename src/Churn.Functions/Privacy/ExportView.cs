using Churn.Domain.Privacy;

namespace Churn.Functions.Privacy;

/// <summary>An export as a list shows it: not whose it is.</summary>
public sealed record ExportView(string Id, bool NothingHeld, DateTimeOffset MadeOn, DateTimeOffset ExpiresOn)
{
    public static ExportView Of(ExportHeader header) => new(header.Id, header.Person.Count == 0, header.MadeOn, header.ExpiresOn);
}
