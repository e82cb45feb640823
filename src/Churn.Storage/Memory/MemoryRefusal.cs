using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Churn.Storage.Tables;

namespace Churn.Storage.Memory;

/// <summary>The response with which the real service refuses a request.</summary>
internal sealed record MemoryRefusal(int Status, string Code)
{
    public static MemoryRefusal Of(LimitFault fault) => new(fault.Status, fault.Code);

    public RequestFailedException ToException() => new(Status, $"The in-memory storage answers {Status} ({Code}).", Code, null);

    /// <param name="action">The index of the action that is refused.</param>
    public TableTransactionFailedException ToTransactionException(int action)
    {
        var failure = ToException();
        failure.Data["FailedEntity"] = action.ToString(CultureInfo.InvariantCulture);
        return new TableTransactionFailedException(failure);
    }
}
