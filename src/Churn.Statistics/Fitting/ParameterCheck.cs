using System.Runtime.CompilerServices;
using Churn.Statistics.Histories;

namespace Churn.Statistics.Fitting;

internal static class ParameterCheck
{
    internal static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is > 0 and < double.PositiveInfinity
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A parameter must be positive and finite.");

    internal static TParameters Convert<TParameters>(TParameters parameters, TimeUnit unit)
        where TParameters : struct, IModelParameters<TParameters>
    {
        if (unit == parameters.Unit)
        {
            return parameters;
        }

        Span<double> values = stackalloc double[TParameters.Count];
        parameters.CopyTo(values);
        var factor = TimeUnits.Factor(parameters.Unit, unit);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= TParameters.TimePowers[i] == 0 ? 1 : factor;
        }

        return TParameters.FromValues(values, unit);
    }
}
