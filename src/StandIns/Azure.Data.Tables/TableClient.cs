#nullable disable

using System.Linq.Expressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Authentication;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Queries;

namespace Azure.Data.Tables;

/// <summary>One table: itself, its entities, and queries and transactions over them.</summary>
public partial class TableClient
{
    private readonly TableConnection _connection;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableServiceClient.Connect(connectionString, options), tableName)
    {
    }

    /// <summary>The table's address, with a shared access signature in it.</summary>
    public TableClient(Uri endpoint, TableClientOptions options = null)
        : this(Connect(endpoint, AuthenticationPolicy.ForAddress(endpoint), options), AccountUri.TableName(endpoint))
    {
    }

    /// <summary>The table's address and a shared access signature for it.</summary>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(Connect(endpoint, AuthenticationPolicy.ForSas(endpoint, credential), options), AccountUri.TableName(endpoint))
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableServiceClient.Connect(endpoint, AuthenticationPolicy.ForToken(tokenCredential, options), options, tableName), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableServiceClient.Connect(endpoint, AuthenticationPolicy.ForKey(credential), options, tableName), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _connection = connection;
        Name = tableName;
        Uri = new Uri($"{connection.Root}/{tableName}");
    }

    /// <summary>For fakes.</summary>
    protected TableClient()
    {
    }

    public virtual string Name { get; }

    public virtual string AccountName => _connection.AccountName;

    public virtual Uri Uri { get; }

    /// <summary>Fills an interpolated filter with OData literals: quoted, escaped and typed.</summary>
    public static string CreateQueryFilter(FormattableString filter) => FilterTemplate.Fill(filter);

    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterExpression.Translate(filter);

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        _connection.CreateAsync(Name, ifNotExists: false, async: false, cancellationToken).Completed();

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        await _connection.CreateAsync(Name, ifNotExists: false, async: true, cancellationToken).ConfigureAwait(false);

    /// <summary>A table that exists already is success, with status 409 in the raw response.</summary>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        _connection.CreateAsync(Name, ifNotExists: true, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="CreateIfNotExists" />
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        await _connection.CreateAsync(Name, ifNotExists: true, async: true, cancellationToken).ConfigureAwait(false);

    /// <summary>A table that is not there is success, with status 404 in the response.</summary>
    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        _connection.DeleteAsync(Name, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="Delete" />
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        await _connection.DeleteAsync(Name, async: true, cancellationToken).ConfigureAwait(false);

    private static TableConnection Connect(Uri endpoint, HttpPipelinePolicy policy, TableClientOptions options) =>
        TableServiceClient.Connect(endpoint, policy, options, AccountUri.TableName(endpoint));
}
