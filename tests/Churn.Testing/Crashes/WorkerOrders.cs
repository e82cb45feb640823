using System.Globalization;

namespace Churn.Testing.Crashes;

/// <summary>The arguments of a worker process.</summary>
/// <param name="Storage">Connection string of the storage account.</param>
/// <param name="Shops">Names of the shops.</param>
/// <param name="Bus">Connection string of the Service Bus that events go to; null for none.</param>
/// <param name="Death">Where the worker dies; null if it works until the queues are empty.</param>
public sealed record WorkerOrders(string Storage, IReadOnlyList<string> Shops, string? Bus, Death? Death)
{
    private const string NoBus = "-";

    public IEnumerable<string> ToArguments() => Death is not { } death ? [Storage, string.Join(' ', Shops), Bus ?? NoBus] :
    [
        Storage, string.Join(' ', Shops), Bus ?? NoBus, death.Call, death.After ? "after" : "before",
        death.NotBefore.ToString(CultureInfo.InvariantCulture), death.AtLatest.ToString(CultureInfo.InvariantCulture),
    ];

    public static WorkerOrders Parse(string[] arguments) => new(
        arguments[0],
        arguments[1].Split(' '),
        arguments[2] == NoBus ? null : arguments[2],
        arguments.Length == 3 ? null : new Death(arguments[3], arguments[4] == "after", Number(arguments[5]), Number(arguments[6])));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
