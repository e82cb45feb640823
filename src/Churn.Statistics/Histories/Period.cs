namespace Churn.Statistics.Histories;

/// <summary>A length of time with its unit. Zero is allowed; negative and non-finite lengths are not.</summary>
public readonly record struct Period
{
    /// <summary>A period of <paramref name="length"/> units.</summary>
    public Period(double length, TimeUnit unit)
    {
        if (!(length >= 0 && double.IsFinite(length)))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A period is a finite length, zero or more.");
        }

        Length = length;
        Unit = unit;
    }

    /// <summary>Length in <see cref="Unit"/>, at least 0.</summary>
    public double Length { get; }

    /// <summary>The unit of <see cref="Length"/>.</summary>
    public TimeUnit Unit { get; }

    /// <summary>A period of days.</summary>
    public static Period Days(double length) => new(length, TimeUnit.Days);

    /// <summary>A period of weeks.</summary>
    public static Period Weeks(double length) => new(length, TimeUnit.Weeks);

    /// <summary>The length in another unit.</summary>
    public double In(TimeUnit unit) => unit == Unit ? Length : Length * TimeUnits.Factor(Unit, unit);
}
