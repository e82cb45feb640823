using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues.Authentication;
using Azure.Storage.Queues.Models;
using Azure.Storage.Queues.Rest;

namespace Azure.Storage.Queues;

// The queue itself; its messages are in QueueClient.Messages.cs.
public partial class QueueClient
{
    private const int MaxMessagesAtOnce = 32;
    private const int MaxMessageBytes = 64 * 1024;
    private const string MetadataHeader = "x-ms-meta-";

    private readonly Uri _uri;
    private readonly Uri _messagesUri;
    private readonly string _name;
    private readonly string _accountName;
    private readonly QueueRestClient _rest;
    private readonly QueueClientOptions _options;

    public QueueClient(string connectionString, string queueName)
        : this(connectionString, queueName, null)
    {
    }

    public QueueClient(string connectionString, string queueName, QueueClientOptions options)
        : this(StorageConnectionString.Parse(connectionString), queueName, options ?? new QueueClientOptions())
    {
    }

    public QueueClient(Uri queueUri, QueueClientOptions options = null)
        : this(queueUri, (HttpPipelinePolicy)null, options ?? new QueueClientOptions())
    {
    }

    public QueueClient(Uri queueUri, StorageSharedKeyCredential credential, QueueClientOptions options = null)
        : this(queueUri, AuthenticationPolicies.SharedKey(credential), options ?? new QueueClientOptions())
    {
        _accountName ??= credential.AccountName;
    }

    public QueueClient(Uri queueUri, AzureSasCredential credential, QueueClientOptions options = null)
        : this(queueUri, AuthenticationPolicies.Sas(queueUri, credential), options ?? new QueueClientOptions())
    {
    }

    public QueueClient(Uri queueUri, TokenCredential credential, QueueClientOptions options = null)
        : this(queueUri, AuthenticationPolicies.Token(queueUri, credential, options), options ?? new QueueClientOptions())
    {
    }

    /// <summary>For mocking.</summary>
    protected QueueClient()
    {
    }

    internal QueueClient(Uri queueUri, string name, string accountName, QueueRestClient rest, QueueClientOptions options)
    {
        _uri = queueUri ?? throw new ArgumentNullException(nameof(queueUri));
        _messagesUri = QueueAddress.Append(queueUri, "messages");
        _name = name;
        _accountName = accountName;
        _rest = rest;
        _options = options;
    }

    private QueueClient(StorageConnectionString account, string queueName, QueueClientOptions options)
        : this(
            QueueAddress.Append(account.QueueEndpoint, queueName), queueName, account.AccountName,
            new QueueRestClient(options, account.Credential is null ? null : AuthenticationPolicies.SharedKey(account.Credential)), options)
    {
    }

    private QueueClient(Uri queueUri, HttpPipelinePolicy authentication, QueueClientOptions options)
        : this(
            queueUri, QueueAddress.Of(queueUri).QueueName, QueueAddress.Of(queueUri).AccountName,
            new QueueRestClient(options, authentication), options)
    {
    }

    public virtual Uri Uri => _uri;

    public virtual string Name => _name;

    public virtual string AccountName => _accountName;

    public virtual int MaxPeekableMessages => MaxMessagesAtOnce;

    public virtual int MessageMaxBytes => MaxMessageBytes;

    protected virtual Uri MessagesUri => _messagesUri;

    public virtual Response Create(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default) =>
        CreateCore(metadata, false, cancellationToken).Completed();

    public virtual Task<Response> CreateAsync(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default) =>
        CreateCore(metadata, true, cancellationToken);

    /// <returns>Null if the queue was there already.</returns>
    public virtual Response CreateIfNotExists(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default) =>
        CreateIfNotExistsCore(metadata, false, cancellationToken).Completed();

    /// <returns>Null if the queue was there already.</returns>
    public virtual Task<Response> CreateIfNotExistsAsync(IDictionary<string, string> metadata = null, CancellationToken cancellationToken = default) =>
        CreateIfNotExistsCore(metadata, true, cancellationToken);

    public virtual Response<bool> Exists(CancellationToken cancellationToken = default) => ExistsCore(false, cancellationToken).Completed();

    public virtual Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default) => ExistsCore(true, cancellationToken);

    public virtual Response Delete(CancellationToken cancellationToken = default) => DeleteCore(false, cancellationToken).Completed();

    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) => DeleteCore(true, cancellationToken);

    public virtual Response<bool> DeleteIfExists(CancellationToken cancellationToken = default) =>
        DeleteIfExistsCore(false, cancellationToken).Completed();

    public virtual Task<Response<bool>> DeleteIfExistsAsync(CancellationToken cancellationToken = default) =>
        DeleteIfExistsCore(true, cancellationToken);

    public virtual Response<QueueProperties> GetProperties(CancellationToken cancellationToken = default) =>
        GetPropertiesCore(false, cancellationToken).Completed();

    public virtual Task<Response<QueueProperties>> GetPropertiesAsync(CancellationToken cancellationToken = default) =>
        GetPropertiesCore(true, cancellationToken);

    public virtual Response SetMetadata(IDictionary<string, string> metadata, CancellationToken cancellationToken = default) =>
        SetMetadataCore(metadata, false, cancellationToken).Completed();

    public virtual Task<Response> SetMetadataAsync(IDictionary<string, string> metadata, CancellationToken cancellationToken = default) =>
        SetMetadataCore(metadata, true, cancellationToken);

    private Task<Response> CreateCore(IDictionary<string, string> metadata, bool async, CancellationToken cancellationToken)
    {
        HttpMessage message = _rest.Message(RequestMethod.Put, _uri);
        QueueRestClient.AddMetadata(message, metadata);
        return _rest.SendAsync(message, async, cancellationToken, 201, 204);
    }

    private async Task<Response> CreateIfNotExistsCore(IDictionary<string, string> metadata, bool async, CancellationToken cancellationToken)
    {
        try
        {
            Response response = await CreateCore(metadata, async, cancellationToken).ConfigureAwait(false);
            return response.Status == 204 ? null : response;
        }
        catch (RequestFailedException failure) when (QueueErrorCode.QueueAlreadyExists == failure.ErrorCode)
        {
            return null;
        }
    }

    private async Task<Response<bool>> ExistsCore(bool async, CancellationToken cancellationToken)
    {
        try
        {
            Response<QueueProperties> found = await GetPropertiesCore(async, cancellationToken).ConfigureAwait(false);
            return Response.FromValue(true, found.GetRawResponse());
        }
        catch (RequestFailedException failure) when (QueueErrorCode.QueueNotFound == failure.ErrorCode)
        {
            return Response.FromValue(false, null);
        }
    }

    private Task<Response> DeleteCore(bool async, CancellationToken cancellationToken) =>
        _rest.SendAsync(_rest.Message(RequestMethod.Delete, _uri), async, cancellationToken, 204);

    private async Task<Response<bool>> DeleteIfExistsCore(bool async, CancellationToken cancellationToken)
    {
        try
        {
            return Response.FromValue(true, await DeleteCore(async, cancellationToken).ConfigureAwait(false));
        }
        catch (RequestFailedException failure) when (QueueErrorCode.QueueNotFound == failure.ErrorCode)
        {
            return Response.FromValue(false, null);
        }
    }

    private async Task<Response<QueueProperties>> GetPropertiesCore(bool async, CancellationToken cancellationToken)
    {
        HttpMessage message = _rest.Message(RequestMethod.Get, _uri);
        QueueRestClient.AddQuery(message, "comp", "metadata");
        Response response = await _rest.SendAsync(message, async, cancellationToken, 200).ConfigureAwait(false);
        response.Headers.TryGetValue("x-ms-approximate-messages-count", out string count);
        var metadata = response.Headers
            .Where(header => header.Name.StartsWith(MetadataHeader, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Name[MetadataHeader.Length..], header => header.Value, StringComparer.OrdinalIgnoreCase);
        var properties = new QueueProperties
        {
            Metadata = metadata,
            ApproximateMessagesCountLong = long.Parse(count ?? "0", CultureInfo.InvariantCulture),
        };
        return Response.FromValue(properties, response);
    }

    private Task<Response> SetMetadataCore(IDictionary<string, string> metadata, bool async, CancellationToken cancellationToken)
    {
        HttpMessage message = _rest.Message(RequestMethod.Put, _uri);
        QueueRestClient.AddQuery(message, "comp", "metadata");
        QueueRestClient.AddMetadata(message, metadata);
        return _rest.SendAsync(message, async, cancellationToken, 204);
    }
}
