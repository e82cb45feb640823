namespace Azure.Messaging.ServiceBus;

public class ServiceBusRetryOptions
{
    private const int MostRetries = 100;
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestTry = TimeSpan.FromHours(1);

    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    public int MaxRetries
    {
        get;
        set => field = InRange(value, 0, MostRetries, nameof(MaxRetries));
    } = 3;

    public TimeSpan Delay
    {
        get;
        set => field = InRange(value, ShortestDelay, LongestDelay, nameof(Delay));
    } = TimeSpan.FromSeconds(0.8);

    public TimeSpan MaxDelay
    {
        get;
        set => field = InRange(value, TimeSpan.Zero, TimeSpan.MaxValue, nameof(MaxDelay));
    } = TimeSpan.FromMinutes(1);

    /// <summary>The longest one try may take.</summary>
    public TimeSpan TryTimeout
    {
        get;
        set => field = InRange(value, TimeSpan.Zero, LongestTry, nameof(TryTimeout));
    } = TimeSpan.FromMinutes(1);

    private static T InRange<T>(T value, T least, T most, string name)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0
            ? throw new ArgumentOutOfRangeException(name, $"Value must be between {least} and {most}.")
            : value;
}
