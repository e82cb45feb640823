namespace Churn.Domain.Privacy;

/// <summary>What a place that holds an identifier of a person means for their erasure.</summary>
public enum TraceKind
{
    /// <summary>Something of the person's, which an erasure would have removed.</summary>
    Left,

    /// <summary>It says nothing but that somebody was erased, or where: a tombstone, or a message that leads to one and holds no more than its key.</summary>
    Tombstone,
}
