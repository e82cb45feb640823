using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>One version of what a shop changed; every one is kept, so that a label of any day can be explained.</summary>
/// <param name="Number">1, 2, 3, ...; 0: the defaults, before the shop changed anything.</param>
/// <param name="From">The instant it came into force, until the next version's.</param>
/// <param name="Overrides">What is changed.</param>
public sealed record PolicyVersion(int Number, DateTimeOffset From, PolicyOverrides Overrides)
{
    /// <summary>What a shop has before it changes anything.</summary>
    public static PolicyVersion Defaults { get; } = new(0, DateTimeOffset.MinValue, PolicyOverrides.None);

    /// <summary>The numbers that go for the shop.</summary>
    public Policy For(Shop shop) => Overrides.Apply(shop.BusinessModel, Number);
}
