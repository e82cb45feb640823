using Churn.Domain.Health;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Health;

/// <summary>Whether the settings are valid. A host that validates at its start does not come this far with bad ones; not every host does.</summary>
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
            // The messages name settings and never repeat a value: a test holds them to that.
            return Task.FromResult(failure.Message);
        }
    }
}
