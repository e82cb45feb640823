using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Health;

namespace Churn.Storage.Tables;

/// <summary>Asks every table for a row that is never there: one point read each, the cheapest question that needs the table and the right to read it.</summary>
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
