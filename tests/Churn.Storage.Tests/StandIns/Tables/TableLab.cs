using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Tables;

/// <summary>Makes empty tables of distinct names, and clients that retry without the usual delay.</summary>
internal static class TableLab
{
    private static int _count;

    public static TableClientOptions Options(params HttpPipelinePolicy[] perRetry)
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.MaxDelay = TimeSpan.Zero;
        foreach (HttpPipelinePolicy policy in perRetry) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    public static string NewName([CallerMemberName] string test = "")
    {
        string words = new([.. test.Where(char.IsAsciiLetterOrDigit).Take(40)]);
        return $"{words}N{Interlocked.Increment(ref _count)}";
    }

    public static async Task<TableClient> CreateAsync(AzuriteFixture azurite, [CallerMemberName] string test = "")
    {
        var table = new TableClient(azurite.ConnectionString, NewName(test), Options());
        await table.CreateAsync();
        return table;
    }

    /// <summary>A second client of the same table, with policies of its own.</summary>
    public static TableClient Again(AzuriteFixture azurite, TableClient table, TableClientOptions options) =>
        new(azurite.ConnectionString, table.Name, options);

    public static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> rows)
    {
        var list = new List<T>();
        await foreach (T row in rows) list.Add(row);
        return list;
    }
}
