namespace Churn.Domain.Reports;

/// <summary>What is counted in a <see cref="ReportTally"/>. The numbers are part of the stored form.</summary>
internal enum TallySection : byte
{
    /// <summary>(relationship, activity): buyers.</summary>
    Labels = 1,

    /// <summary>(first month, month): buyers with a purchase in the month; at the first month itself it is the cohort's size.</summary>
    Active = 3,

    /// <summary>(first month, month): buyers for whom the month is their second month with a purchase.</summary>
    Returned = 4,

    /// <summary>(days, 1 if the second purchase came then, 0 if the observation ended then): buyers.</summary>
    Second = 5,

    /// <summary>(days, 1 if bought again within them): buyers who were observed for that long.</summary>
    Within = 6,

    /// <summary>(months, 1 if lost): buyers who were active in the same number of months before these last whole months.</summary>
    Churn = 7,

    /// <summary>(days): buyers with that lapse point.</summary>
    Lapse = 8,

    /// <summary>(month, <see cref="TallyMeasure"/>): the sum of the measure.</summary>
    Month = 9,

    /// <summary>(purchase days, month): buyers who reached that number of purchase days in the month.</summary>
    Reached = 10,

    /// <summary>(quarter of the first purchase, steps of the journey that were made): buyers.</summary>
    Journey = 11,

    /// <summary>(quarter of the first purchase): clients for whom it is known whether they speak for the shop.</summary>
    Heard = 12,
}

/// <summary>A count or sum together with its <see cref="TallyKey"/>.</summary>
internal readonly record struct TallyCount(TallySection Section, long A, long B, long Count);

/// <summary>What is counted: a section and up to two numbers. The section gives the numbers their meaning.</summary>
internal readonly record struct TallyKey(TallySection Section, long A, long B = 0) : IComparable<TallyKey>
{
    public int CompareTo(TallyKey other) =>
        Section != other.Section ? Section.CompareTo(other.Section)
        : A != other.A ? A.CompareTo(other.A)
        : B.CompareTo(other.B);
}

/// <summary>What is summed up of a month. The numbers are part of the stored form.</summary>
internal enum TallyMeasure : byte
{
    Buyers = 1,
    Orders = 2,
    NetValue = 3,
    ClientBuyers = 4,
    ClientOrders = 5,
    ClientNetValue = 6,
    AnonymousOrders = 7,
    AnonymousNetValue = 8,
}
