using System.ComponentModel.DataAnnotations;

namespace Churn.Functions.Http;

/// <summary>What the API allows, settings <c>Api:*</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests a minute that one key may send to one shop, on each instance of the app; 0: as many as it likes.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;
}
