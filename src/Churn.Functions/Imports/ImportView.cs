namespace Churn.Functions.Imports;

/// <summary>What an import has come to.</summary>
public sealed record ImportView(
    long Rows, long Orders, long New, long Changed, long Duplicates, long Erased, long ReturnRows, long Unread, IReadOnlyList<ImportProblem> Problems);
