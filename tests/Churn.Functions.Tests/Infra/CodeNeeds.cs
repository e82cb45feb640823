using System.Reflection;
using Churn.Functions.Tests.Composition;
using Churn.TestSupport;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Tests.Infra;

/// <summary>What the code asks of its surroundings, found by running its composition and looking at its functions.</summary>
internal sealed record CodeNeeds(IReadOnlyList<MethodInfo> Functions, IReadOnlySet<string> Settings, IReadOnlySet<string> Metrics)
{
    // Where they come from is said by the deployment or the platform, not by a name of ours.
    private static readonly string[] Elsewhere = ["Shops", "AzureWebJobsStorage", "Logging"];

    // The binder also looks at what an options class only computes.
    private const string Computed = "All";

    public static CodeNeeds Read()
    {
        var configuration = new RecordedConfiguration(SampleSettings.With());
        using (var container = SampleSettings.Container(configuration))
        {
            container.GetRequiredService<IStartupValidator>().Validate();
        }

        using var metrics = new RecordedMetrics();
        var functions = typeof(ServiceRegistration).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null).ToList();
        var settings = configuration.Read.Where(key => !Elsewhere.Contains(key.Split(':')[0]) && key.Split(':')[^1] != Computed
            && !configuration.Read.Any(other => other.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase)));
        return new CodeNeeds(
            functions,
            settings.Concat(functions.SelectMany(TriggerChecks.NamesOf)).Select(key => key.Replace(":", "__", StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase),
            metrics.Instruments.Select(instrument => instrument.Name).ToHashSet());
    }
}
