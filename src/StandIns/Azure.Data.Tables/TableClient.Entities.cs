#nullable disable

using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <content>Single entities.</content>
public partial class TableClient
{
    public virtual Response<T> GetEntity<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = ReadAsync<T>(partitionKey, rowKey, select, ifExists: false, async: false, cancellationToken).Completed();
        return Response.FromValue(response.Value, response.GetRawResponse());
    }

    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await ReadAsync<T>(partitionKey, rowKey, select, ifExists: false, async: true, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Value, response.GetRawResponse());
    }

    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        ReadAsync<T>(partitionKey, rowKey, select, ifExists: true, async: false, cancellationToken).Completed();

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        await ReadAsync<T>(partitionKey, rowKey, select, ifExists: true, async: true, cancellationToken).ConfigureAwait(false);

    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _connection.WriteAsync(EntityOperation.Insert(Name, entity), async: false, cancellationToken).Completed();

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await _connection.WriteAsync(EntityOperation.Insert(Name, entity), async: true, cancellationToken).ConfigureAwait(false);

    public virtual Response UpsertEntity<T>(
        T entity,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _connection.WriteAsync(EntityOperation.Put(Name, entity, mode, default), async: false, cancellationToken).Completed();

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await _connection.WriteAsync(EntityOperation.Put(Name, entity, mode, default), async: true, cancellationToken).ConfigureAwait(false);

    public virtual Response UpdateEntity<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _connection.WriteAsync(Update(entity, ifMatch, mode), async: false, cancellationToken).Completed();

    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await _connection.WriteAsync(Update(entity, ifMatch, mode), async: true, cancellationToken).ConfigureAwait(false);

    /// <summary>A row that is not there is success, with status 404 in the response.</summary>
    public virtual Response DeleteEntity(
        string partitionKey,
        string rowKey,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default) =>
        _connection.DeleteAsync(Deletion(partitionKey, rowKey, ifMatch), async: false, cancellationToken).Completed();

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)" />
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey,
        string rowKey,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default) =>
        await _connection.DeleteAsync(Deletion(partitionKey, rowKey, ifMatch), async: true, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)" />
    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        _connection.DeleteAsync(Deletion(entity, ifMatch), async: false, cancellationToken).Completed();

    /// <inheritdoc cref="DeleteEntity(string, string, ETag, CancellationToken)" />
    public virtual async Task<Response> DeleteEntityAsync(
        ITableEntity entity,
        ETag ifMatch = default,
        CancellationToken cancellationToken = default) =>
        await _connection.DeleteAsync(Deletion(entity, ifMatch), async: true, cancellationToken).ConfigureAwait(false);

    private ValueTask<NullableResponse<T>> ReadAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select,
        bool ifExists,
        bool async,
        CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _connection.ReadAsync<T>(new EntityAddress(Name, partitionKey, rowKey), select, ifExists, async, cancellationToken);
    }

    // An update without an ETag would be an upsert; whoever wants to overwrite says ETag.All.
    private EntityOperation Update(ITableEntity entity, ETag ifMatch, TableUpdateMode mode)
    {
        if (ifMatch == default)
            throw new ArgumentException("An update needs the ETag it expects, or ETag.All.", nameof(ifMatch));
        return EntityOperation.Put(Name, entity, mode, ifMatch);
    }

    private EntityOperation Deletion(ITableEntity entity, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return Deletion(entity.PartitionKey, entity.RowKey, ifMatch);
    }

    private EntityOperation Deletion(string partitionKey, string rowKey, ETag ifMatch)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return EntityOperation.Delete(Name, partitionKey, rowKey, ifMatch);
    }
}
