namespace Churn.Statistics.Fitting;

/// <summary>Newton's method with a trust region, in the logarithms of positive parameters, within bounds.</summary>
/// <remarks>
/// In logarithms a change of the unit of time is a shift, and Newton's method is invariant to shifts, so results do not depend on the unit.
/// The benchmark "statistics" compares it with MathNet's BFGS on the same objective. See Nocedal and Wright, Numerical Optimization, ch. 4.
/// </remarks>
internal ref struct NewtonMinimizer<TObjective>
    where TObjective : IObjective, allows ref struct
{
    /// <summary>The search ends when the predicted gain of the log-likelihood is below this. The required precision is 1e-4.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Rounding error of a sum of many terms, relative to the sum.</summary>
    private const double Noise = 1e-14;

    private const double LargestRadius = 4;

    private readonly SearchSpace _space;
    private readonly int _n;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private readonly double[] _trialGradient;
    private readonly double[] _trialHessian;
    private readonly double[] _step;
    private readonly bool[] _fixed;
    private TObjective _objective;

    internal NewtonMinimizer(TObjective objective, SearchSpace space)
    {
        _objective = objective;
        _space = space;
        _n = objective.Dimension;
        (_gradient, _hessian) = (new double[_n], new double[_n * _n]);
        (_trialGradient, _trialHessian) = (new double[_n], new double[_n * _n]);
        (_step, _fixed) = (new double[_n], new bool[_n]);
    }

    /// <summary>Minimises from a starting point. Returns null if the objective has no finite value there.</summary>
    internal Minimum? From(ReadOnlySpan<double> startLogs, int maximumIterations)
    {
        var logs = startLogs.ToArray();
        for (var i = 0; i < _n; i++)
        {
            logs[i] = _space.Clamp(i, logs[i]);
        }

        var (value, plain) = Evaluate(logs, _gradient, _hessian);
        if (!double.IsFinite(value))
        {
            return null;
        }

        var (radius, converged, iterations) = (1.0, false, 0);
        var trial = new double[_n];
        for (; iterations < maximumIterations && radius > 1e-9; iterations++)
        {
            MarkFixed(logs);
            var predicted = PredictStep(logs, radius, trial);
            if (predicted < Tolerance + (Noise * Math.Abs(value)))
            {
                converged = true;
                break;
            }

            var (trialValue, trialPlain) = Evaluate(trial, _trialGradient, _trialHessian);
            var ratio = (value - trialValue) / predicted;
            var length = Length(_step);
            radius = ratio > 0.75 ? Math.Clamp(2.5 * length, radius, LargestRadius) : ratio > 0.25 ? radius : 0.25 * length;
            if (!(ratio > 1e-4) || !double.IsFinite(trialValue))
            {
                continue;
            }

            (value, plain) = (trialValue, trialPlain);
            trial.CopyTo(logs, 0);
            _trialGradient.CopyTo(_gradient, 0);
            _trialHessian.CopyTo(_hessian, 0);
        }

        MarkFixed(logs);
        return new Minimum
        {
            Logs = logs,
            Value = value,
            Unpenalised = plain,
            Hessian = (double[])_hessian.Clone(),
            AtBound = (bool[])_fixed.Clone(),
            Converged = converged,
            Iterations = iterations,
        };
    }

    private static double Length(ReadOnlySpan<double> step)
    {
        var largest = 0.0;
        foreach (var s in step)
        {
            largest = Math.Max(largest, Math.Abs(s));
        }

        return largest;
    }

    private (double Penalised, double Plain) Evaluate(ReadOnlySpan<double> logs, Span<double> gradient, Span<double> hessian)
    {
        Span<double> natural = stackalloc double[_n];
        for (var i = 0; i < _n; i++)
        {
            natural[i] = Math.Exp(logs[i]);
        }

        var plain = _objective.Evaluate(natural, gradient, hessian);
        var value = plain;
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                hessian[(i * _n) + j] *= natural[i] * natural[j];
            }

            gradient[i] *= natural[i];
            hessian[(i * _n) + i] += gradient[i];
            var away = logs[i] - _space.PriorMean[i];
            value += 0.5 * _space.PriorPrecision * away * away;
            gradient[i] += _space.PriorPrecision * away;
            hessian[(i * _n) + i] += _space.PriorPrecision;
        }

        return (value, plain);
    }

    /// <summary>Excludes parameters from the step that are at a bound and would move beyond it.</summary>
    private readonly void MarkFixed(ReadOnlySpan<double> logs)
    {
        for (var i = 0; i < _n; i++)
        {
            _fixed[i] = (logs[i] <= _space.Lower[i] && _gradient[i] > 0) || (logs[i] >= _space.Upper[i] && _gradient[i] < 0);
        }
    }

    /// <summary>
    /// Computes the trial point within the radius and the bounds, and returns the gain that the quadratic model predicts for it.
    /// </summary>
    private readonly double PredictStep(ReadOnlySpan<double> logs, double radius, Span<double> trial)
    {
        Span<double> factor = stackalloc double[_n * _n];
        var scale = 1e-300;
        for (var i = 0; i < _n; i++)
        {
            scale = Math.Max(scale, Math.Abs(_hessian[(i * _n) + i]));
        }

        for (var damping = 0.0; damping < 1e12 * scale; damping = damping == 0 ? 1e-8 * scale : damping * 4)
        {
            Reduce(damping, factor);
            if (!Cholesky.Factor(factor, _n))
            {
                continue;
            }

            for (var i = 0; i < _n; i++)
            {
                _step[i] = _fixed[i] ? 0 : -_gradient[i];
            }

            Cholesky.Solve(factor, _n, _step);
            if (Length(_step) <= radius)
            {
                break;
            }
        }

        var gain = 0.0;
        for (var i = 0; i < _n; i++)
        {
            trial[i] = _space.Clamp(i, logs[i] + _step[i]);
            _step[i] = trial[i] - logs[i];
        }

        for (var i = 0; i < _n; i++)
        {
            gain -= _gradient[i] * _step[i];
            for (var j = 0; j < _n; j++)
            {
                gain -= 0.5 * _step[i] * _hessian[(i * _n) + j] * _step[j];
            }
        }

        return gain;
    }

    private readonly void Reduce(double damping, Span<double> matrix)
    {
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j < _n; j++)
            {
                var entry = _hessian[(i * _n) + j] + (i == j ? damping : 0);
                matrix[(i * _n) + j] = _fixed[i] || _fixed[j] ? (i == j ? 1 : 0) : entry;
            }
        }
    }
}
