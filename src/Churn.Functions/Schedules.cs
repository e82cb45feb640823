namespace Churn.Functions;

/// <summary>When the timers start, in UTC. They only enqueue what is due, so most of them look more often than there is work.</summary>
public static class Schedules
{
    /// <summary>A shop's night begins at its own local time, <c>Shops:{shop}:NightlyAt</c>: this looks whether one is due.</summary>
    public const string Nightly = "0 */15 * * * *";

    public const string Recovery = "0 */10 * * * *";

    public const string Offers = "0 */30 * * * *";

    public const string Watch = "0 */5 * * * *";

    public const string Exports = "0 0 5 * * *";

    public const string Poison = "0 0 6 * * *";
}
