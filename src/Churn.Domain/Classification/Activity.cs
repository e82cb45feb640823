namespace Churn.Domain.Classification;

/// <summary>How a buyer stands against their own rhythm. Gifts are no need of the giver's: they are not measured from.</summary>
public enum Activity
{
    /// <summary>No purchase for own need to measure from.</summary>
    None,

    /// <summary>First purchase within one cycle.</summary>
    New,

    /// <summary>Within one cycle of the last purchase.</summary>
    Active,

    /// <summary>Past the cycle.</summary>
    Cooling,

    /// <summary>Past the policy's share of the lapse point, 80 % unless it says otherwise.</summary>
    AtRisk,

    /// <summary>Past the lapse point.</summary>
    Lapsed,

    /// <summary>Bought again after having lapsed, not long ago.</summary>
    WonBack,
}
