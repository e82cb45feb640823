using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

/// <summary>
/// BG/NBD (Fader, Hardie and Lee 2005) and MBG/NBD (Batislam et al. 2007), written straight from the papers for the range of CDNOW.
/// They stand apart from the library's models, so that the scoring is tested by itself.
/// </summary>
internal sealed record ReferenceModel(string Name, double R, double Alpha, double A, double B, bool DropoutAfterFirst)
{
    internal static ReferenceModel BgNbd { get; } = new("BG/NBD", 0.24259452, 4.41360219, 0.79292199, 2.42590675, false);

    internal static ReferenceModel MbgNbd { get; } = new("MBG/NBD", 0.5248432, 6.18308604, 0.89135928, 1.61400211, true);

    internal double Alive(double x, double tx, double age)
    {
        if (x == 0 && !DropoutAfterFirst)
        {
            return 1;
        }

        return 1 / (1 + (A / (Drops(x) - 1) * Math.Pow((Alpha + age) / (Alpha + tx), R + x)));
    }

    internal double Orders(double x, double tx, double age, double t)
    {
        // The bracket in Euler's form is 1 - (1-z)^(a-1) 2F1(c-r-x, a-1; c; z) with c = a + b(+1) + x - 1.
        var z = t / (Alpha + age + t);
        var c = A + Drops(x) - 1;
        var bracket = 1 - (Math.Pow(1 - z, A - 1) * Hypergeometric(c - R - x, A - 1, c, z));
        return c / (A - 1) * bracket * Alive(x, tx, age);
    }

    internal double AnyOrder(double x, double tx, double age, double t) =>
        Alive(x, tx, age) * (1 - Math.Pow((Alpha + age) / (Alpha + age + t), R + x));

    internal Forecast For(CalibrationHoldoutSplit split)
    {
        var (probabilities, orders) = (new double[split.Count], new double[split.Count]);
        for (var i = 0; i < split.Count; i++)
        {
            var (x, tx, age) = (split.RepeatPurchases[i], split.LastPurchases[i] / 7.0, split.Ages[i] / 7.0);
            probabilities[i] = AnyOrder(x, tx, age, split.HoldoutDays / 7.0);
            orders[i] = Orders(x, tx, age, split.HoldoutDays / 7.0);
        }

        return Forecast.Of(Name, probabilities, orders);
    }

    /// <summary>b + x, and one more if dropout is possible after the first order.</summary>
    private double Drops(double x) => B + x + (DropoutAfterFirst ? 1 : 0);

    private static double Hypergeometric(double a, double b, double c, double z)
    {
        double sum = 1, term = 1;
        for (var k = 0; k < 5000 && Math.Abs(term) > 1e-17 * Math.Abs(sum); k++)
        {
            term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
            sum += term;
        }

        return sum;
    }
}
