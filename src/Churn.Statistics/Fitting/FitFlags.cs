namespace Churn.Statistics.Fitting;

/// <summary>Warnings about a fit.</summary>
[Flags]
public enum FitFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Dropout is not identified: the likelihood is hardly better than without dropout.</summary>
    DropoutNotIdentified = 1,

    /// <summary>A parameter stopped at its cap. The likelihood would still rise a little beyond it.</summary>
    ParameterCapped = 2,

    /// <summary>
    /// The longest observation is shorter than a year. Without a full seasonal cycle a forecast can be wrong by a factor of two.
    /// </summary>
    WindowBelowAYear = 4,

    /// <summary>A prior was used (the pooled tier).</summary>
    PriorUsed = 8,

    /// <summary>Standard errors are missing: the likelihood is flat in some direction.</summary>
    NoStandardErrors = 16,
}
