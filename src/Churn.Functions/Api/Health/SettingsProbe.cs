using Churn.Domain.Operations;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Api.Health;

/// <summary>
/// Checks whether the settings are valid. A host that validates settings at start refuses invalid ones; not every host does that.
/// </summary>
public sealed class SettingsProbe(IStartupValidator validator) : IHealthProbe
{
    public string Part => "settings";

    public Task<string> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            validator.Validate();
            return Task.FromResult("");
        }
        catch (OptionsValidationException failure)
        {
            // The message names settings and holds no values; a test checks that.
            return Task.FromResult(failure.Message);
        }
    }
}
