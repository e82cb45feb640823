using System.ComponentModel.DataAnnotations;

namespace Churn.Storage;

/// <summary>Where the storage account is: setting <c>AzureWebJobsStorage</c>, as the Functions host itself reads it.</summary>
public sealed class StorageOptions : IValidatableObject
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>A connection string, for machines of one's own (<c>UseDevelopmentStorage=true</c>). Empty: the identity-based settings below.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The account's name, reached by an identity that the settings beside it name (<c>credential</c>, <c>clientId</c>).</summary>
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
                $"Set {Setting} to a connection string, or {Setting}__accountName, or both {Setting}__tableServiceUri and {Setting}__queueServiceUri.",
                [nameof(ConnectionString)]);
        }
    }
}
