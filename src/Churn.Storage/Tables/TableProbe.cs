using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Operations;

namespace Churn.Storage.Tables;

/// <summary>
/// Checks that every table answers, by asking each for a row that never exists. That is one point read for each table, the cheapest request
/// that needs the table and the right to read it.
/// </summary>
public sealed class TableProbe(TableServiceClient service) : IHealthProbe
{
    private const string Nobody = "health";

    public string Part => "tables";

    public async Task<string> FindFaultAsync(CancellationToken cancellationToken)
    {
        var faults = await Task.WhenAll(TableNames.All.Select(table => AskAsync(table, cancellationToken)));
        return string.Join("; ", faults.Where(fault => fault.Length > 0));
    }

    private async Task<string> AskAsync(string table, CancellationToken cancellationToken)
    {
        try
        {
            await service.GetTableClient(table).GetEntityAsync<TableEntity>(Nobody, Nobody, ["PartitionKey"], cancellationToken);
            return "";
        }
        catch (RequestFailedException failure) when (failure.Status == 404 && failure.ErrorCode != TableErrorCode.TableNotFound)
        {
            return "";
        }
        catch (RequestFailedException failure)
        {
            return $"{table}: {failure.Status} {failure.ErrorCode}".TrimEnd();
        }
    }
}
