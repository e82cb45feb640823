namespace Churn.Domain.Buyers;

/// <summary>How a conditional write ended.</summary>
/// <param name="Result">Whether anything was written.</param>
/// <param name="ETag">The new ETag of the buyer's row, by which it may be written again without being read; null: not written.</param>
public readonly record struct WriteReceipt(WriteResult Result, string? ETag);
