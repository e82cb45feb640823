#nullable disable

using System.Globalization;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>An entity group transaction was refused and nothing of it was written.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(
            requestFailedException.Status,
            requestFailedException.Message,
            requestFailedException.ErrorCode,
            requestFailedException.InnerException)
    {
        if (int.TryParse(
                requestFailedException.Data[TableErrorParser.FailedEntityKey] as string,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index))
            FailedTransactionActionIndex = index;
    }

    /// <summary>Position of the first action that failed, when the service named it.</summary>
    public int? FailedTransactionActionIndex { get; }
}
