using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Churn.Functions.Tests.Infra;

/// <summary>Whether every function's trigger has what it needs.</summary>
internal static partial class TriggerChecks
{
    public static IEnumerable<string> Find(Infrastructure infra, CodeNeeds code) =>
        [.. code.Functions.SelectMany(function => Of(infra, function)), .. Routes(code), .. AlwaysReady(infra, code)];

    /// <summary>The settings that a function's trigger names between percent signs.</summary>
    public static IEnumerable<string> NamesOf(MethodInfo function) => Texts(Trigger(function)).SelectMany(text => Setting().Matches(text)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Of(Infrastructure infra, MethodInfo function)
    {
        var (name, trigger) = (function.GetCustomAttribute<FunctionAttribute>()!.Name, Trigger(function));
        foreach (var setting in NamesOf(function).Where(setting => !infra.Settings.ContainsKey(setting.Replace(":", "__", StringComparison.Ordinal))))
        {
            yield return $"function {name}: infra/ does not set {setting}";
        }

        if (trigger is TimerTriggerAttribute { RunOnStartup: true })
        {
            yield return $"function {name}: it would run at every start of every instance";
        }

        if (trigger is TimerTriggerAttribute timer && infra.Settings.TryGetValue(timer.Schedule.Trim('%'), out var schedule) && !Schedule().IsMatch(schedule))
        {
            yield return $"function {name}: '{schedule}' is no schedule";
        }

        if (trigger is HttpTriggerAttribute { Methods: null or [] })
        {
            yield return $"function {name}: it takes every method";
        }

        // Whatever is not HTTP needs an account: the trigger's own connection, or the host's for leases and timers.
        if (trigger is not HttpTriggerAttribute)
        {
            var connection = (string?)trigger.GetType().GetProperty("Connection")?.GetValue(trigger) ?? "AzureWebJobsStorage";
            string[] addresses = [$"{connection}__accountName", $"{connection}__queueServiceUri", $"{connection}__fullyQualifiedNamespace"];
            if (!addresses.Any(infra.AppSettings.ContainsKey) || !infra.AppSettings.ContainsKey($"{connection}__clientId") || infra.AppSettings.GetValueOrDefault($"{connection}__credential")?.Text != "'managedidentity'")
            {
                yield return $"function {name}: the app has no identity-based connection {connection}";
            }
        }
    }

    private static IEnumerable<string> Routes(CodeNeeds code) => code.Functions
        .Select(function => (Name: function.GetCustomAttribute<FunctionAttribute>()!.Name, Http: Trigger(function) as HttpTriggerAttribute))
        .Where(function => function.Http is not null)
        .SelectMany(function => (function.Http!.Methods ?? []).Select(method => (function.Name, Route: $"{method} {Parameter().Replace(function.Http.Route ?? function.Name, "{}")}".ToUpperInvariant())))
        .GroupBy(function => function.Route).Where(same => same.Count() > 1).Select(same => $"route {same.Key}: {string.Join(" and ", same.Select(function => function.Name))} both have it");

    private static IEnumerable<string> AlwaysReady(Infrastructure infra, CodeNeeds code)
    {
        var site = infra.Resources.FirstOrDefault(resource => resource.Is("Microsoft.Web/sites"));
        var ready = site?.Body.Property("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")?.Text ?? "";
        if (code.Functions.Any(function => Trigger(function) is HttpTriggerAttribute) && !ready.Contains("name: 'http', instanceCount: sizes.alwaysReadyHttp", StringComparison.Ordinal))
        {
            yield return "functionapp.bicep: no instance is always ready for HTTP";
        }
    }

    private static TriggerBindingAttribute Trigger(MethodInfo function) =>
        function.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()).Single();

    private static IEnumerable<string> Texts(TriggerBindingAttribute trigger) => trigger.GetType().GetProperties()
        .Where(property => property.PropertyType == typeof(string) && property.Name is not "Connection" and not "Route").Select(property => (string?)property.GetValue(trigger)).OfType<string>();

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();

    // Six fields: the host takes five too, and reads them otherwise.
    [GeneratedRegex("^([0-9*/,-]+ ){5}[0-9A-Za-z*/,-]+$")]
    private static partial Regex Schedule();

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parameter();
}
