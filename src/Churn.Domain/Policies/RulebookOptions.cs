using System.ComponentModel.DataAnnotations;

namespace Churn.Domain.Policies;

/// <summary>Settings <c>Rulebooks:*</c>.</summary>
public sealed class RulebookOptions
{
    public const string Section = "Rulebooks";

    /// <summary>
    /// Seconds for which a process keeps a shop's policy and model in memory. A change is in force everywhere once they have passed; each reading costs
    /// two requests a shop and process, orders none.
    /// </summary>
    [Range(0, 3600)]
    public int KeepSeconds { get; set; } = 60;
}
