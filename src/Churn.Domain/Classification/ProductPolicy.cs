using System.ComponentModel.DataAnnotations;

namespace Churn.Domain.Classification;

/// <summary>What is special about one product.</summary>
public sealed record ProductPolicy
{
    /// <summary>Usual days between two purchases of it; 0: the shop's, or for a consumable 45.</summary>
    [Range(0, 3650)]
    public int CycleDays { get; init; }

    /// <summary>Units past which a buyer needs no more; 0: the shop's ceiling.</summary>
    [Range(0, 1000)]
    public int CeilingUnits { get; init; }

    /// <summary>Nobody needs a second one: the ceiling is one.</summary>
    public bool OnceInALifetime { get; init; }

    /// <summary>It is used up.</summary>
    public bool Consumable { get; init; }

    /// <summary>The cycle that goes for it, days; 0: the shop's.</summary>
    internal int Cycle => CycleDays > 0 || !Consumable ? CycleDays : 45;

    /// <summary>The ceiling that goes for it; 0: none.</summary>
    internal int Ceiling(int shops) => OnceInALifetime ? 1 : CeilingUnits > 0 ? CeilingUnits : Consumable ? 0 : shops;
}
