namespace Churn.Functions.Timers;

/// <summary>
/// When the timers start, in UTC. A timer only enqueues the work that is due, so most timers run more often than there is work.
/// </summary>
public static class Schedules
{
    /// <summary>Checks whether a shop's nightly run is due. Each shop has its own local time, <c>Shops:{shop}:NightlyAt</c>.</summary>
    public const string Nightly = "0 */15 * * * *";

    public const string Recovery = "0 */10 * * * *";

    public const string Offers = "0 */30 * * * *";

    public const string Watch = "0 */5 * * * *";

    public const string Exports = "0 0 5 * * *";

    public const string Poison = "0 0 6 * * *";
}
