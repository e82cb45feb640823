namespace Churn.Testing.Crashes;

/// <summary>The size of a crash run.</summary>
/// <param name="Shops">The number of shops. Each has a history of its own, and they are replayed one after another.</param>
/// <param name="OrdersPerShop">Orders per shop, without edits and repeats.</param>
/// <param name="Kills">How often the worker is killed.</param>
/// <param name="Seed">The seed of histories, shuffles and deaths.</param>
public sealed record CrashRunOptions(int Shops, int OrdersPerShop, int Kills, int Seed)
{
    /// <summary>The share of deliveries that come twice.</summary>
    public double Repeated { get; init; } = 0.03;

    /// <summary>Orders per person, on average.</summary>
    public int OrdersPerPerson { get; init; } = 10;

    /// <summary>The calls at which workers die, taken in turn.</summary>
    public IReadOnlyList<string> Calls { get; init; } = StorageCalls.All;

    /// <summary>Connection string of the Service Bus that events go to; null if they go to a storage queue.</summary>
    public string? Bus { get; init; }

    /// <summary>Returns the CloudEvents that arrived at <see cref="Bus"/>, in sequence.</summary>
    public Func<IReadOnlyList<string>> Arrived { get; init; } = () => [];
}

/// <summary>
/// Where a worker dies: at the first call of a name after some requests, or at any later call if that name does not come.
/// </summary>
/// <param name="Call">One of <see cref="StorageCalls.All"/>.</param>
/// <param name="After">Whether it dies after the answer came; otherwise before the request is sent.</param>
/// <param name="NotBefore">The first request at which it may die, counted from 1.</param>
/// <param name="AtLatest">The request from which on a call of any name will do.</param>
public sealed record Death(string Call, bool After, int NotBefore, int AtLatest);
