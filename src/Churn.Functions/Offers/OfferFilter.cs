using Churn.Domain.Offers;

namespace Churn.Functions.Offers;

/// <summary>Which offers a list shows. Null takes all, but for those held out: they must be left alone, and are shown to nobody who does not ask for them.</summary>
public sealed record OfferFilter(OfferKind? Kind, OfferState? State)
{
    /// <exception cref="FormatException">The message is for the sender.</exception>
    public static OfferFilter Read(IReadOnlyCollection<string?> kinds, IReadOnlyCollection<string?> states) =>
        new(One<OfferKind>("kind", kinds, Offer.Name), One<OfferState>("state", states, state => state.ToString()));

    public bool Takes(Offer offer) =>
        (Kind is not { } kind || offer.Kind == kind) && (State is { } state ? offer.State == state : offer.State != OfferState.HeldOut);

    // By name alone: Enum.TryParse would take numbers and lists too.
    private static T? One<T>(string parameter, IReadOnlyCollection<string?> texts, Func<T, string> name)
        where T : struct, Enum =>
        texts.Count == 0 ? null
        : texts.Count == 1 && Enum.GetValues<T>().Where(value => value.ToString().Equals(texts.Single(), StringComparison.OrdinalIgnoreCase)).ToList() is [var found] ? found
        : throw new FormatException($"{parameter} takes one of {string.Join(", ", Enum.GetValues<T>().Select(name))}.");
}
