using System.Reflection;
using System.Text.RegularExpressions;
using Churn.Functions;
using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Tests.Api;

/// <summary>The HTTP routes of the functions, by their attributes.</summary>
internal static partial class FunctionRoutes
{
    public static IReadOnlyList<(string Method, string Route)> All { get; } =
    [
        .. typeof(ServiceRegistration).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>()
            .SelectMany(trigger => trigger.Methods!.Select(method => (method.ToUpperInvariant(), trigger.Route!)))
            .Order(),
    ];

    /// <summary>Returns a path of a route, with a value that exists nowhere in place of each parameter.</summary>
    public static string Fill(string route) => Parameter().Replace(route, "none");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
