using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;

namespace Churn.Functions.Tests.Infra;

/// <summary>Checks that the queues, tables and topics that the code uses are made, and no others.</summary>
internal static class ResourceChecks
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Bus = "Microsoft.ServiceBus/namespaces/topics";

    public static IEnumerable<string> Find(Deployment deployment) =>
    [
        .. Compare("queue", $"{Storage}/queueServices/queues", Queues, deployment),
        .. Compare("table", $"{Storage}/tableServices/tables", TableNames.All, deployment),
        .. Compare("topic", Bus, [ServiceBusEventSink.Topic], deployment),
        .. Compare("subscription", $"{Bus}/subscriptions", ["all"], deployment),
    ];

    private static IEnumerable<string> Queues =>
        [.. QueueNames.All, .. QueueNames.All.Select(name => name + QueueNames.PoisonSuffix), QueueNames.BuyerEvents];

    private static IEnumerable<string> Compare(string kind, string type, IEnumerable<string> wanted, Deployment deployment)
    {
        var made = deployment.NamesOf(type).ToList();
        return
        [
            .. wanted.Except(made).Select(name => $"{kind} {name}: it is not made"),
            .. made.Except(wanted).Select(name => $"{kind} {name}: the code does not use it"),
        ];
    }
}
