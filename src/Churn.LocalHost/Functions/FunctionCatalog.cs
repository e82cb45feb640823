using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.Functions;

/// <summary>Finds the `[Function]` methods of classes by the packages' public attributes.</summary>
internal static class FunctionCatalog
{
    private const string DefaultConnection = "AzureWebJobsStorage";

    public static IReadOnlyList<FunctionDescriptor> Discover(IEnumerable<Type> classes, IConfiguration configuration)
    {
        var functions = classes
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(pair => pair.Function is not null && !IsDisabled(pair.Function.Name, configuration))
            .Select(pair => Describe(pair.Method, pair.Function!.Name, configuration))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        var twice = functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        return twice is null ? functions : throw new LocalHostException($"Two functions are named {twice.Key}: rename one of them.");
    }

    // The real host reads this setting in the same way.
    private static bool IsDisabled(string name, IConfiguration configuration) =>
        configuration[$"AzureWebJobs.{name}.Disabled"] is { } value
        && (value == "1" || bool.TryParse(value, out var disabled) && disabled);

    private static FunctionDescriptor Describe(MethodInfo method, string name, IConfiguration configuration)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .ToList();
        if (triggers.Count != 1)
            throw new LocalHostException($"Function {name} has {triggers.Count} triggers, and a function has exactly one.");

        var trigger = triggers[0].Attribute switch
        {
            HttpTriggerAttribute http => Http(http, name, configuration),
            QueueTriggerAttribute queue => new QueueFunctionTrigger(
                SettingNames.Resolve(queue.QueueName, configuration, name),
                SettingNames.Resolve(queue.Connection ?? DefaultConnection, configuration, name)),
            TimerTriggerAttribute timer => Timer(timer, name, configuration),
            var other => throw new LocalHostException(
                $"Function {name} has a {other!.GetType().Name}, which Churn.LocalHost does not host."),
        };
        return new(name, method, triggers[0].Parameter, trigger);
    }

    private static FunctionTrigger Http(HttpTriggerAttribute attribute, string name, IConfiguration configuration) =>
        new HttpFunctionTrigger(
            SettingNames.Resolve(attribute.Route ?? name, configuration, name).TrimStart('/'),
            [.. (attribute.Methods ?? []).Select(method => method.ToUpperInvariant())]);

    private static FunctionTrigger Timer(TimerTriggerAttribute attribute, string name, IConfiguration configuration)
    {
        var text = SettingNames.Resolve(attribute.Schedule, configuration, name);
        try
        {
            return new TimerFunctionTrigger(text, TimerSchedule.Parse(text), attribute.RunOnStartup);
        }
        catch (FormatException exception)
        {
            throw new LocalHostException($"The schedule of function {name} is wrong: {exception.Message}.", exception);
        }
    }
}
