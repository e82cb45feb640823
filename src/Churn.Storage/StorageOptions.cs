using System.ComponentModel.DataAnnotations;

namespace Churn.Storage;

/// <summary>Where the storage account is. Read from the setting <c>AzureWebJobsStorage</c>, as the Functions host reads it.</summary>
public sealed class StorageOptions : IValidatableObject
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>
    /// A connection string, for local machines (<c>UseDevelopmentStorage=true</c>). Empty: the identity-based settings below.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The account's name. The settings <c>credential</c> and <c>clientId</c> beside it name the identity that is used.</summary>
    public string AccountName { get; set; } = "";

    public Uri? TableServiceUri { get; set; }

    public Uri? QueueServiceUri { get; set; }

    internal Uri TableService => TableServiceUri ?? new Uri($"https://{AccountName}.table.core.windows.net");

    internal Uri QueueService => QueueServiceUri ?? new Uri($"https://{AccountName}.queue.core.windows.net");

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString.Length == 0 && AccountName.Length == 0 && (TableServiceUri is null || QueueServiceUri is null))
        {
            yield return new ValidationResult(
                $"Set {Setting} to a connection string, or {Setting}__accountName, "
                + $"or both {Setting}__tableServiceUri and {Setting}__queueServiceUri.",
                [nameof(ConnectionString)]);
        }
    }
}
