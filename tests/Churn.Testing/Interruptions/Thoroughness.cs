using System.Globalization;

namespace Churn.Testing.Interruptions;

/// <summary>
/// How many random histories and interruptions the tests go through. <c>tests/run</c> goes through a part, so that it stays short. The
/// environment variable <c>CHURN_HISTORIES</c> sets the number of histories, and makes a test interrupt every single call.
/// </summary>
public static class Thoroughness
{
    private static readonly int? Asked =
        int.TryParse(Environment.GetEnvironmentVariable("CHURN_HISTORIES"), CultureInfo.InvariantCulture, out var asked) ? asked : null;

    /// <param name="usual">The number of histories if the variable is not set.</param>
    public static int Histories(int usual) => Asked ?? usual;

    /// <summary>Returns the step from one interrupted call to the next; 1 if the variable is set.</summary>
    public static int CallStep(int usual) => Asked is null ? usual : 1;
}
