using System.ComponentModel.DataAnnotations;

namespace Churn.Domain.Labels.Policies;

/// <summary>A shop's exceptions for one product.</summary>
public sealed record ProductPolicy
{
    /// <summary>Usual days between two purchases of the product; 0 for the shop's cycle, or 45 days for a consumable.</summary>
    [Range(0, 3650)]
    public int CycleDays { get; init; }

    /// <summary>Units after which a buyer needs no more of the product; 0 for the shop's ceiling.</summary>
    [Range(0, 1000)]
    public int CeilingUnits { get; init; }

    /// <summary>Whether a buyer needs the product only once: the ceiling is then 1.</summary>
    public bool OnceInALifetime { get; init; }

    /// <summary>Whether the product is used up. It then has no ceiling of the shop's.</summary>
    public bool Consumable { get; init; }

    /// <summary>The cycle that applies to the product, days; 0 for the shop's.</summary>
    internal int Cycle => CycleDays > 0 || !Consumable ? CycleDays : 45;

    /// <summary>Returns the ceiling that applies to the product; 0 for none.</summary>
    /// <param name="shops">The shop's ceiling.</param>
    internal int Ceiling(int shops) => OnceInALifetime ? 1 : CeilingUnits > 0 ? CeilingUnits : Consumable ? 0 : shops;
}
