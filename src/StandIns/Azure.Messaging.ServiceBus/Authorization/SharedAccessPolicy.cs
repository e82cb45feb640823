using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus.Http;

namespace Azure.Messaging.ServiceBus.Authorization;

// A token names the entity, not the namespace, so that keys of an entity's own work too; and the namespace, not the custom address.
internal sealed class SharedAccessPolicy(string fullyQualifiedNamespace, ISharedAccessSource source) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        string path = message.Request.Uri.Path;
        string entity = path[..path.LastIndexOf(ServiceBusConnection.MessagesPath, StringComparison.Ordinal)];
        string resource = $"https://{fullyQualifiedNamespace}/{entity.TrimStart('/')}".ToLowerInvariant();
        message.Request.Headers.SetValue("Authorization", source.TokenFor(resource));
    }
}
