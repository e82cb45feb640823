namespace Churn.Functions.Imports;

/// <summary>What of a file could not be read.</summary>
/// <param name="Line">Of the file, the header being line 1; of the order's first row.</param>
/// <param name="What">In our own words, never the file's.</param>
public sealed record ImportProblem(long Line, string What);
