using Churn.Domain.Buyers;
using Churn.Domain.Offers;

namespace Churn.Functions.Api.Offers;

/// <summary>
/// Selects the offers of a list. A null property accepts every offer except those of held-out buyers. These must not be sent, so the list
/// shows them only when the request asks for that state.
/// </summary>
public sealed record OfferFilter(OfferKind? Kind, OfferState? State)
{
    /// <exception cref="FormatException">A parameter cannot be read. The message may be sent to the caller.</exception>
    public static OfferFilter Read(IReadOnlyCollection<string?> kinds, IReadOnlyCollection<string?> states) =>
        new(One<OfferKind>("kind", kinds, OfferKinds.NameOf), One<OfferState>("state", states, state => state.ToString()));

    public bool Takes(Offer offer) =>
        (Kind is not { } kind || offer.Kind == kind) && (State is { } state ? offer.State == state : offer.State != OfferState.HeldOut);

    // Compares names because Enum.TryParse would accept numbers and lists too.
    private static T? One<T>(string parameter, IReadOnlyCollection<string?> texts, Func<T, string> name)
        where T : struct, Enum =>
        texts.Count == 0 ? null
        : texts.Count == 1
            && Enum.GetValues<T>().Where(value => value.ToString().Equals(texts.Single(), StringComparison.OrdinalIgnoreCase)).ToList()
                is [var found] ? found
        : throw new FormatException($"{parameter} takes one of {string.Join(", ", Enum.GetValues<T>().Select(name))}.");
}
