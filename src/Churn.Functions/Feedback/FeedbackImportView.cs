using Churn.Functions.Imports;

namespace Churn.Functions.Feedback;

/// <summary>What became of a file of answers.</summary>
/// <param name="Rows">Without the header.</param>
/// <param name="Known">Answers of buyers of the shop, those known already included.</param>
/// <param name="Unknown">Answers of nobody who ever ordered, or of the erased: dropped.</param>
/// <param name="Unread">Rows that could not be read.</param>
/// <param name="Problems">The first thousand of them.</param>
public sealed record FeedbackImportView(long Rows, long Known, long Unknown, long Unread, IReadOnlyList<ImportProblem> Problems);
