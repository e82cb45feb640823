using System.Globalization;

namespace Churn.TestSupport.Crashes;

/// <summary>What a worker process is told on its command line.</summary>
/// <param name="Storage">Connection string.</param>
/// <param name="Run">Suffix of tables and queues.</param>
/// <param name="Shops">Names of the shops.</param>
/// <param name="Bus">Connection string of the Service Bus that events go to, or null.</param>
/// <param name="Death">Where it dies; null: it works until the queues are empty.</param>
public sealed record WorkerOrders(string Storage, string Run, IReadOnlyList<string> Shops, string? Bus, Death? Death)
{
    private const string NoBus = "-";

    public IEnumerable<string> ToArguments() => Death is not { } death ? [Storage, Run, string.Join(' ', Shops), Bus ?? NoBus] :
    [
        Storage, Run, string.Join(' ', Shops), Bus ?? NoBus, death.Call, death.After ? "after" : "before",
        death.NotBefore.ToString(CultureInfo.InvariantCulture), death.AtLatest.ToString(CultureInfo.InvariantCulture),
    ];

    public static WorkerOrders Parse(string[] arguments) => new(
        arguments[0],
        arguments[1],
        arguments[2].Split(' '),
        arguments[3] == NoBus ? null : arguments[3],
        arguments.Length == 4 ? null : new Death(
            arguments[4], arguments[5] == "after", int.Parse(arguments[6], CultureInfo.InvariantCulture), int.Parse(arguments[7], CultureInfo.InvariantCulture)));
}
