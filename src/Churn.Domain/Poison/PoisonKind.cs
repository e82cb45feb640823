namespace Churn.Domain.Poison;

/// <summary>Why a message lies aside.</summary>
public enum PoisonKind
{
    /// <summary>Its work failed every time it was tried.</summary>
    Failed,

    /// <summary>It speaks of an order that could not be fetched.</summary>
    Parked,
}
