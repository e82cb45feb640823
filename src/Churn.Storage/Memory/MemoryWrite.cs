using Azure;
using Azure.Data.Tables;
using Churn.Storage.Tables;

namespace Churn.Storage.Memory;

/// <summary>One action on one row, as it would be sent.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Content">The row's keys and columns.</param>
/// <param name="Guard">The ETag that the row must have; default or <see cref="Azure.ETag.All"/>: any.</param>
internal readonly record struct MemoryWrite(TableTransactionActionType Kind, RowContent Content, ETag Guard)
{
    public static MemoryWrite Of(TableTransactionAction action) => new(action.ActionType, RowContent.Of(action.Entity), action.ETag);
}
