using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Describes an export: the copy of a person's data that was made at their request.</summary>
public sealed record ExportHeader
{
    /// <summary>The most characters that an id has.</summary>
    public const int MaxIdLength = 100;

    public required ShopId Shop { get; init; }

    /// <summary>The platform's number of the request; without one, the receipt of the delivery that asked.</summary>
    public required string Id { get; init; }

    /// <summary>The person's identifiers; empty if nothing was held. Erasing any of them removes the export too.</summary>
    public ImmutableSortedSet<Identifier> Person { get; init; } = [];

    public required DateTimeOffset MadeOn { get; init; }

    /// <summary>From then on the export is not given out, and the next clearing removes it.</summary>
    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary>Whether a text can be an export's id, which a row's key has to hold.</summary>
    public static bool IsId(string? text) => text is { Length: >= 1 and <= MaxIdLength };
}
