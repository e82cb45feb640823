#nullable disable

using System.Linq.Expressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Authentication;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Data.Tables.Queries;

namespace Azure.Data.Tables;

/// <summary>An account's tables.</summary>
public class TableServiceClient
{
    private readonly TableConnection _connection;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
    {
        _connection = Connect(connectionString, options);
    }

    public TableServiceClient(Uri endpoint, TableClientOptions options = null)
    {
        _connection = Connect(endpoint, AuthenticationPolicy.ForAddress(endpoint), options);
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
    {
        _connection = Connect(endpoint, AuthenticationPolicy.ForSas(endpoint, credential), options);
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
    {
        _connection = Connect(endpoint, AuthenticationPolicy.ForKey(credential), options);
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
    {
        _connection = Connect(endpoint, AuthenticationPolicy.ForToken(tokenCredential, options), options);
    }

    /// <summary>For fakes.</summary>
    protected TableServiceClient()
    {
    }

    public virtual string AccountName => _connection.AccountName;

    public virtual Uri Uri => _connection.Endpoint;

    public static string CreateQueryFilter(FormattableString filter) => FilterTemplate.Fill(filter);

    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterExpression.Translate(filter);

    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        return new TableClient(_connection, tableName);
    }

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        _connection.CreateAsync(tableName, ifNotExists: false, async: false, cancellationToken).Completed();

    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await _connection.CreateAsync(tableName, ifNotExists: false, async: true, cancellationToken).ConfigureAwait(false);

    /// <summary>A table that exists already is success, with status 409 in the raw response.</summary>
    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        _connection.CreateAsync(tableName, ifNotExists: true, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="CreateTableIfNotExists" />
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName,
        CancellationToken cancellationToken = default) =>
        await _connection.CreateAsync(tableName, ifNotExists: true, async: true, cancellationToken).ConfigureAwait(false);

    /// <summary>A table that is not there is success, with status 404 in the response.</summary>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        _connection.DeleteAsync(tableName, async: false, cancellationToken).Completed();

    /// <inheritdoc cref="DeleteTable" />
    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await _connection.DeleteAsync(tableName, async: true, cancellationToken).ConfigureAwait(false);

    public virtual Pageable<TableItem> Query(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new TablePageable<TableItem>(_connection.TablePages(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        FormattableString filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        Query(FilterTemplate.Fill(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        Query(FilterExpression.Translate(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        new AsyncTablePageable<TableItem>(_connection.TablePages(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        QueryAsync(FilterTemplate.Fill(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        QueryAsync(FilterExpression.Translate(filter), maxPerPage, cancellationToken);

    internal static TableConnection Connect(string connectionString, TableClientOptions options)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        return new TableConnection(parsed.Endpoint, parsed.AccountName, parsed.Authentication, options);
    }

    internal static TableConnection Connect(
        Uri endpoint,
        HttpPipelinePolicy authentication,
        TableClientOptions options,
        string tableName = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var account = tableName == null ? endpoint : AccountUri.WithoutTable(endpoint, tableName);
        return new TableConnection(account, null, authentication, options);
    }
}
