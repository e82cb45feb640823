namespace Churn.Statistics.Descriptive;

/// <summary>One-way analysis of variance of log gaps, in one pass, over buyers with at least two gaps.</summary>
internal struct LogGapMoments
{
    private double _within;
    private double _sum;
    private double _weightedSquares;
    private double _squaredCounts;
    private long _gaps;

    internal int Buyers { get; private set; }

    internal void Add(ReadOnlySpan<double> logs)
    {
        if (logs.Length < 2)
        {
            return;
        }

        double sum = 0;
        foreach (var log in logs)
        {
            sum += log;
        }

        var mean = sum / logs.Length;
        foreach (var log in logs)
        {
            _within += (log - mean) * (log - mean);
        }

        Buyers++;
        _gaps += logs.Length;
        _sum += sum;
        _weightedSquares += logs.Length * mean * mean;
        _squaredCounts += (double)logs.Length * logs.Length;
    }

    internal readonly double PriorWeight(double least, double most)
    {
        var withinVariance = _within / (_gaps - Buyers);
        var betweenSquares = _weightedSquares - (_sum * _sum / _gaps);
        var effective = _gaps - (_squaredCounts / _gaps);
        var betweenVariance = (betweenSquares - ((Buyers - 1) * withinVariance)) / effective;
        return betweenVariance > 0 ? Math.Clamp(withinVariance / betweenVariance, least, most) : most;
    }
}
