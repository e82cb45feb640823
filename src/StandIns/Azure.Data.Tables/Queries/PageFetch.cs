namespace Azure.Data.Tables.Queries;

/// <summary>Fetches the page that a token names, the first one without a token.</summary>
internal delegate ValueTask<Page<T>> PageFetch<T>(string? continuationToken, int? pageSize, bool async, CancellationToken cancellationToken)
    where T : notnull;
