namespace Churn.Domain.Privacy;

/// <summary>A place in which an identifier of a person was found.</summary>
/// <param name="Where">The table or queue.</param>
/// <param name="Row">The row's key, or the message's id; it may hold a hash and is for operators only.</param>
/// <param name="Kind">What it means for an erasure.</param>
public sealed record PersonTrace(string Where, string Row, TraceKind Kind);
