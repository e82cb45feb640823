namespace Churn.Domain.Reports;

/// <summary>What a count of a <see cref="ReportTally"/> is of. The numbers are part of the stored form.</summary>
internal enum TallySection : byte
{
    /// <summary>(relationship, activity): buyers.</summary>
    Labels = 1,

    /// <summary>(first month, month): buyers with a purchase in it; the first month itself gives the cohort's size.</summary>
    Active = 3,

    /// <summary>(first month, month): buyers whose first later month it is.</summary>
    Returned = 4,

    /// <summary>(days, 1 if the second purchase came then, 0 if observation ended there): buyers.</summary>
    Second = 5,

    /// <summary>(days, 1 if bought again within them): buyers observed for so long.</summary>
    Within = 6,

    /// <summary>(months, 1 if lost): buyers active in the months before the last so many whole months.</summary>
    Churn = 7,

    /// <summary>(days): buyers whose lapse point it is.</summary>
    Lapse = 8,

    /// <summary>(month, <see cref="TallyMeasure"/>): its sum.</summary>
    Month = 9,

    /// <summary>(purchases needed, month): buyers who had so many purchase days by its end and not before.</summary>
    Reached = 10,

    /// <summary>(quarter of the first purchase, steps of the journey that were made): buyers.</summary>
    Journey = 11,

    /// <summary>(quarter of the first purchase): clients of whom it is known whether they speak for the shop.</summary>
    Heard = 12,
}
