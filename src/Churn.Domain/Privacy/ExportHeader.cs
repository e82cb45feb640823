using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>A copy of what is held of a person, made at their request, without the copy itself.</summary>
public sealed record ExportHeader
{
    /// <summary>Characters an id has at most.</summary>
    public const int MaxIdLength = 100;

    public required ShopId Shop { get; init; }

    /// <summary>The platform's number of the request, or the receipt of the delivery that asked.</summary>
    public required string Id { get; init; }

    /// <summary>Whose data it holds; none when nothing was held. An erasure of any of them removes the export too.</summary>
    public ImmutableSortedSet<Identifier> Person { get; init; } = [];

    public required DateTimeOffset MadeOn { get; init; }

    /// <summary>From then on it is not given out, and the next clearing removes it.</summary>
    public required DateTimeOffset ExpiresOn { get; init; }

    /// <summary>Whether an id can be an export's: then a row's key holds it.</summary>
    public static bool IsId(string? text) => text is { Length: >= 1 and <= MaxIdLength };
}
