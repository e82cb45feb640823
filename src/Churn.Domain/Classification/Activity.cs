namespace Churn.Domain.Classification;

/// <summary>How a buyer stands against their own rhythm.</summary>
public enum Activity
{
    /// <summary>No purchase to measure from.</summary>
    None,

    /// <summary>First purchase within one cycle.</summary>
    New,

    /// <summary>Within one cycle of the last purchase.</summary>
    Active,

    /// <summary>Past the cycle.</summary>
    Cooling,

    /// <summary>Past 80 % of the lapse point.</summary>
    AtRisk,

    /// <summary>Past the lapse point.</summary>
    Lapsed,
}
