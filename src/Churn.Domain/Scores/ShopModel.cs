namespace Churn.Domain.Scores;

/// <summary>What a shop's nightly run learned from its orders; labels and scores depend on it and on nothing else that was learned.</summary>
public sealed record ShopModel
{
    /// <summary>Nothing learned: the policy's rules alone decide.</summary>
    public static ShopModel None { get; } = new() { Version = "rules", Rung = Rung.Rules };

    /// <summary>Names what was learned, so that a label can be explained later.</summary>
    public required string Version { get; init; }

    public required Rung Rung { get; init; }
}
