using System.Reflection;
using System.Text.RegularExpressions;
using Churn.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Churn.Functions.Tests.Composition;

public sealed partial class TriggerTests
{
    private static readonly TriggerBindingAttribute[] Triggers =
    [
        .. typeof(ServiceRegistration).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()),
    ];

    [Fact]
    public void Queues_Always_AreThoseThatTheAppWorksOff() =>
        Assert.Equal(
            QueueNames.All.Order(StringComparer.Ordinal),
            Of<QueueTriggerAttribute>().Select(trigger => trigger.QueueName).Order(StringComparer.Ordinal));

    // The host takes five fields too, but reads them differently.
    [Fact]
    public void Timers_Always_HaveSixFieldsAndDoNotRunAtEveryStart() =>
        Assert.All(Of<TimerTriggerAttribute>(), timer => Assert.Equal((6, false), (timer.Schedule.Split(' ').Length, timer.RunOnStartup)));

    // A trigger without methods takes requests of every method.
    [Fact]
    public void Routes_Always_NameTheirMethodsAndBelongToOneFunction()
    {
        var routes = Of<HttpTriggerAttribute>().ToList();
        Assert.All(routes, route => Assert.True(route.Methods is { Length: > 0 }, route.Route));

        var shared = routes.SelectMany(route => route.Methods!.Select(method => $"{method} {Parameter().Replace(route.Route!, "{}")}"))
            .GroupBy(route => route, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1);
        Assert.Empty(shared.Select(same => same.Key));
    }

    private static IEnumerable<T> Of<T>() => Triggers.OfType<T>();

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parameter();
}
