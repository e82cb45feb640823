namespace Churn.Statistics.Optimization;

/// <summary>What a reader of a fit should be told.</summary>
[Flags]
public enum FitFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Dropout not identified: the likelihood is hardly better than without dropout.</summary>
    DropoutNotIdentified = 1,

    /// <summary>A parameter stopped at its cap; the likelihood would still rise a little beyond.</summary>
    ParameterCapped = 2,

    /// <summary>The longest observation is below a year: less than one season can double a forecast.</summary>
    WindowBelowAYear = 4,

    /// <summary>A prior took part (the pooled rung).</summary>
    PriorUsed = 8,

    /// <summary>Standard errors are missing: the likelihood is flat in some direction.</summary>
    NoStandardErrors = 16,
}
