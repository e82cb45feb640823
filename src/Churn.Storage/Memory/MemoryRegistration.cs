using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Storage.Memory;

/// <summary>Puts tables and queues in memory under the real stores.</summary>
public static class MemoryRegistration
{
    /// <summary>Goes before <see cref="StorageRegistration.AddChurnStorage"/>, which then makes no clients of its own.</summary>
    /// <param name="services">Needs a <see cref="TimeProvider"/>.</param>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services) => services
        .Configure<StorageOptions>(options => options.AccountName = MemoryAccount.Name) // The app asks for an account when it starts.
        .AddSingleton<TableServiceClient, MemoryTableServiceClient>()
        .AddSingleton<QueueServiceClient, MemoryQueueServiceClient>();
}
