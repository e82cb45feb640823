namespace Churn.Statistics.Fitting;

/// <summary>Solves symmetric positive definite systems of a few unknowns, on the stack.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by its factor. Returns false if the matrix is not positive definite.</summary>
    internal static bool Factor(Span<double> matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            var original = matrix[(j * n) + j];
            for (var i = j; i < n; i++)
            {
                var sum = matrix[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[(i * n) + k] * matrix[(j * n) + k];
                }

                if (i == j)
                {
                    if (!(sum > 1e-14 * Math.Abs(original)) || !double.IsFinite(sum))
                    {
                        return false;
                    }

                    matrix[(j * n) + j] = Math.Sqrt(sum);
                }
                else
                {
                    matrix[(i * n) + j] = sum / matrix[(j * n) + j];
                }
            }
        }

        return true;
    }

    /// <summary>Solves in place with the factor.</summary>
    internal static void Solve(ReadOnlySpan<double> factor, int n, Span<double> right)
    {
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                right[i] -= factor[(i * n) + k] * right[k];
            }

            right[i] /= factor[(i * n) + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                right[i] -= factor[(k * n) + i] * right[k];
            }

            right[i] /= factor[(i * n) + i];
        }
    }
}
