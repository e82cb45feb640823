namespace Churn.Storage.Tables;

/// <summary>A limit of Azure Table Storage that a row or a transaction exceeds.</summary>
/// <param name="Status">The HTTP status with which Azure refuses it.</param>
/// <param name="Code">The error code of that answer.</param>
/// <param name="Limit">The limit in words, without the row's contents.</param>
internal sealed record LimitFault(int Status, string Code, string Limit);
