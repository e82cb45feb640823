namespace Azure.Messaging.ServiceBus.Authorization;

internal interface ISharedAccessSource
{
    /// <summary>A token that is good for <paramref name="resource"/> now and for a while.</summary>
    string TokenFor(string resource);
}
