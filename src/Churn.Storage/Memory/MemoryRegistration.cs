using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Storage.Memory;

/// <summary>Registers tables and queues in memory, which the real stores then use.</summary>
public static class MemoryRegistration
{
    /// <summary>Call this before <see cref="StorageRegistration.AddChurnStorage"/>, which then makes no clients of its own.</summary>
    /// <param name="services">Must contain a <see cref="TimeProvider"/>.</param>
    public static IServiceCollection AddMemoryStorage(this IServiceCollection services) => services
        .Configure<StorageOptions>(options => options.AccountName = MemoryAccount.Name) // The app requires an account when it starts.
        .AddSingleton<TableServiceClient, MemoryTableServiceClient>()
        .AddSingleton<QueueServiceClient, MemoryQueueServiceClient>();
}
