namespace Churn.Statistics.Tests.Scoring;

/// <summary>A fact about the CDNOW sample, which lies beside the repository, not in it.</summary>
public sealed class CdnowFactAttribute : FactAttribute
{
    public CdnowFactAttribute()
    {
        if (CdnowSample.Path is null)
        {
            Skip = "shared/data/cdnow_sample/orders.csv is not beside the repository root";
        }
    }
}
