using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Queries;

/// <summary>The synchronous twin of <see cref="AsyncTablePageable{T}"/>.</summary>
internal sealed class TablePageable<T>(PageFetch<T> fetch, int? maxPerPage, CancellationToken cancellationToken)
    : Pageable<T>(cancellationToken)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = fetch(continuationToken, pageSizeHint ?? maxPerPage, false, CancellationToken).Completed();
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
