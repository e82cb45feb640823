using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues.Authentication;
using Azure.Storage.Queues.Models;
using Azure.Storage.Queues.Rest;

namespace Azure.Storage.Queues;

public class QueueServiceClient
{
    private readonly Uri _uri;
    private readonly string _accountName;
    private readonly QueueRestClient _rest;
    private readonly QueueClientOptions _options;

    public QueueServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public QueueServiceClient(string connectionString, QueueClientOptions options)
    {
        StorageConnectionString parsed = StorageConnectionString.Parse(connectionString);
        _uri = parsed.QueueEndpoint;
        _accountName = parsed.AccountName;
        _options = options ?? new QueueClientOptions();
        _rest = new QueueRestClient(_options, parsed.Credential is null ? null : AuthenticationPolicies.SharedKey(parsed.Credential));
    }

    public QueueServiceClient(Uri serviceUri, QueueClientOptions options = null)
        : this(serviceUri, (HttpPipelinePolicy)null, options)
    {
    }

    public QueueServiceClient(Uri serviceUri, StorageSharedKeyCredential credential, QueueClientOptions options = null)
        : this(serviceUri, AuthenticationPolicies.SharedKey(credential), options)
    {
        _accountName ??= credential.AccountName;
    }

    public QueueServiceClient(Uri serviceUri, AzureSasCredential credential, QueueClientOptions options = null)
        : this(serviceUri, AuthenticationPolicies.Sas(serviceUri, credential), options)
    {
    }

    public QueueServiceClient(Uri serviceUri, TokenCredential credential, QueueClientOptions options = null)
        : this(serviceUri, AuthenticationPolicies.Token(serviceUri, credential, options), options)
    {
    }

    /// <summary>For mocking.</summary>
    protected QueueServiceClient()
    {
    }

    private QueueServiceClient(Uri serviceUri, HttpPipelinePolicy authentication, QueueClientOptions options)
    {
        _uri = serviceUri ?? throw new ArgumentNullException(nameof(serviceUri));
        _accountName = QueueAddress.Of(serviceUri).AccountName;
        _options = options ?? new QueueClientOptions();
        _rest = new QueueRestClient(_options, authentication);
    }

    public virtual Uri Uri => _uri;

    public virtual string AccountName => _accountName;

    public virtual QueueClient GetQueueClient(string queueName) =>
        new(QueueAddress.Append(_uri, queueName), queueName, _accountName, _rest, _options);

    public virtual Response<QueueClient> CreateQueue(
        string queueName, IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default)
    {
        QueueClient queue = GetQueueClient(queueName);
        return Response.FromValue(queue, queue.Create(metadata, cancellationToken));
    }

    public virtual async Task<Response<QueueClient>> CreateQueueAsync(
        string queueName, IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default)
    {
        QueueClient queue = GetQueueClient(queueName);
        return Response.FromValue(queue, await queue.CreateAsync(metadata, cancellationToken).ConfigureAwait(false));
    }

    public virtual Response DeleteQueue(string queueName, CancellationToken cancellationToken = default) =>
        GetQueueClient(queueName).Delete(cancellationToken);

    public virtual Task<Response> DeleteQueueAsync(string queueName, CancellationToken cancellationToken = default) =>
        GetQueueClient(queueName).DeleteAsync(cancellationToken);

    public virtual Pageable<QueueItem> GetQueues(
        QueueTraits traits = QueueTraits.None, string prefix = null, CancellationToken cancellationToken = default) =>
        new SyncQueuePages(Pages(traits, prefix), cancellationToken);

    public virtual AsyncPageable<QueueItem> GetQueuesAsync(
        QueueTraits traits = QueueTraits.None, string prefix = null, CancellationToken cancellationToken = default) =>
        new AsyncQueuePages(Pages(traits, prefix), cancellationToken);

    private NextQueuePage Pages(QueueTraits traits, string prefix) => async (token, size, async, cancellationToken) =>
    {
        HttpMessage message = _rest.Message(RequestMethod.Get, _uri);
        QueueRestClient.AddQuery(message, "comp", "list");
        QueueRestClient.AddQuery(message, "prefix", prefix);
        QueueRestClient.AddQuery(message, "marker", string.IsNullOrEmpty(token) ? null : token);
        QueueRestClient.AddQuery(message, "maxresults", size?.ToString(CultureInfo.InvariantCulture));
        if (traits.HasFlag(QueueTraits.Metadata)) QueueRestClient.AddQuery(message, "include", "metadata");
        Response response = await _rest.SendAsync(message, async, cancellationToken, 200).ConfigureAwait(false);
        (QueueItem[] items, string marker) = QueueXml.QueueList(response);
        return Page<QueueItem>.FromValues(items, marker, response);
    };
}
