using System.Globalization;

namespace Churn.TestSupport.Interruptions;

/// <summary>
/// How much the tests of random histories and interruptions go through. <c>tests/run</c> goes through a part, so that it stays short;
/// the environment variable <c>CHURN_HISTORIES</c> sets the number of histories and makes a test interrupt every single call.
/// </summary>
public static class Thoroughness
{
    private static readonly int? Asked =
        int.TryParse(Environment.GetEnvironmentVariable("CHURN_HISTORIES"), CultureInfo.InvariantCulture, out var asked) ? asked : null;

    /// <param name="usual">The number of histories without the variable.</param>
    public static int Histories(int usual) => Asked ?? usual;

    /// <summary>From one interrupted call to the next. 1 with the variable.</summary>
    public static int CallStep(int usual) => Asked is null ? usual : 1;
}
