namespace Churn.TestSupport.Crashes;

/// <summary>How large a crash run is.</summary>
/// <param name="Shops">Each a history of its own, replayed one after another.</param>
/// <param name="OrdersPerShop">Before edits and repeats.</param>
/// <param name="Kills">How often the worker is killed.</param>
/// <param name="Seed">Of histories, shuffles and deaths.</param>
public sealed record CrashRunOptions(int Shops, int OrdersPerShop, int Kills, int Seed)
{
    /// <summary>Share of deliveries that come twice.</summary>
    public double Repeated { get; init; } = 0.03;

    /// <summary>Orders a person has, on average.</summary>
    public int OrdersPerPerson { get; init; } = 10;

    /// <summary>Where workers die, each call's name in turn.</summary>
    public IReadOnlyList<string> Calls { get; init; } = StorageCalls.All;

    /// <summary>Connection string of the Service Bus that events go to; null: they go to a storage queue.</summary>
    public string? Bus { get; init; }

    /// <summary>With <see cref="Bus"/>: the CloudEvents that arrived there, in their order.</summary>
    public Func<IReadOnlyList<string>> Arrived { get; init; } = () => [];
}
