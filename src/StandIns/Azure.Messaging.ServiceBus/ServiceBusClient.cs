using Azure.Core;
using Azure.Messaging.ServiceBus.Authorization;
using Azure.Messaging.ServiceBus.Http;

namespace Azure.Messaging.ServiceBus;

public class ServiceBusClient : IAsyncDisposable
{
    private static int _count;

    private readonly ServiceBusConnection _connection;
    private readonly string _onlyEntity;

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        ServiceBusConnectionStringProperties properties = ServiceBusConnectionStringProperties.Parse(connectionString);
        bool hasKey = !string.IsNullOrEmpty(properties.SharedAccessKeyName) && !string.IsNullOrEmpty(properties.SharedAccessKey);
        bool hasSignature = !string.IsNullOrEmpty(properties.SharedAccessSignature);
        if (string.IsNullOrEmpty(properties.FullyQualifiedNamespace) || hasKey == hasSignature)
        {
            throw new ArgumentException(
                "The connection string used for a Service Bus client must specify the Service Bus namespace host and either a Shared Access Key (both the name and value) or Shared Access Signature to be valid.",
                nameof(connectionString));
        }

        ISharedAccessSource source = hasKey
            ? new SharedAccessKeySource(() => (properties.SharedAccessKeyName, properties.SharedAccessKey), TimeProvider.System)
            : new SharedAccessSignatureSource(() => properties.SharedAccessSignature);
        _onlyEntity = properties.EntityPath;
        _connection = ServiceBusConnection.WithSharedAccess(ServiceAddress.Of(properties), source, options);
        (Identifier, TransportType) = Describe(properties.FullyQualifiedNamespace, options);
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ServiceAddress address = ServiceAddress.Of(fullyQualifiedNamespace);
        _connection = ServiceBusConnection.WithToken(address, credential, options);
        (Identifier, TransportType) = Describe(address.Namespace, options);
    }

    public ServiceBusClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusClientOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ServiceAddress address = ServiceAddress.Of(fullyQualifiedNamespace);
        var source = new SharedAccessKeySource(() => KeyOf(credential), TimeProvider.System);
        _connection = ServiceBusConnection.WithSharedAccess(address, source, options);
        (Identifier, TransportType) = Describe(address.Namespace, options);
    }

    public ServiceBusClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusClientOptions options = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ServiceAddress address = ServiceAddress.Of(fullyQualifiedNamespace);
        _connection = ServiceBusConnection.WithSharedAccess(address, new SharedAccessSignatureSource(() => credential.Signature), options);
        (Identifier, TransportType) = Describe(address.Namespace, options);
    }

    /// <summary>For mocking.</summary>
    protected ServiceBusClient()
    {
    }

    public virtual string FullyQualifiedNamespace => _connection.Namespace;

    public virtual bool IsClosed => _connection.IsClosed;

    public virtual string Identifier { get; }

    public ServiceBusTransportType TransportType { get; }

    internal ServiceBusConnection Connection => _connection;

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, null);

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions options)
    {
        CheckEntity(queueOrTopicName);
        return new ServiceBusSender(_connection, queueOrTopicName, options);
    }

    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The HTTPS API has no sessions: build with Microsoft's packages to receive from Service Bus.");

    public virtual ValueTask DisposeAsync()
    {
        _connection.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal void CheckEntity(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, "queueOrTopicName");
        _connection.ThrowIfClosed();
        if (_onlyEntity is not null && !string.Equals(_onlyEntity, name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The queue or topic name provided: {name}, does not match the EntityPath in the connection string: {_onlyEntity}.");
        }
    }

    private static (string Name, string Key) KeyOf(AzureNamedKeyCredential credential)
    {
        (string name, string key) = credential;
        return (name, key);
    }

    private static (string Identifier, ServiceBusTransportType TransportType) Describe(string fullyQualifiedNamespace, ServiceBusClientOptions options) =>
        (string.IsNullOrEmpty(options?.Identifier) ? $"{fullyQualifiedNamespace}-{Interlocked.Increment(ref _count)}" : options.Identifier,
            options?.TransportType ?? ServiceBusTransportType.AmqpTcp);
}
