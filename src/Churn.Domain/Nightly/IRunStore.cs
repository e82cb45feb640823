using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>Nightly runs and what their ranges found. Each method says what it costs.</summary>
public interface IRunStore
{
    /// <summary>Adds a run and returns true, or returns false if the shop already has a run of that date. One request.</summary>
    Task<bool> AddAsync(Run run, CancellationToken cancellationToken);

    /// <summary>The run, or null. One point read.</summary>
    Task<Run?> FindAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Replaces the run that was read, guarded by its ETag. One request.</summary>
    Task<WriteResult> ReplaceAsync(Run run, CancellationToken cancellationToken);

    /// <summary>The runs of a shop from a date on, ascending. One request for each 1,000 runs.</summary>
    IAsyncEnumerable<Run> ListAsync(ShopId shop, DateOnly since, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a range found, and then that the range is done, unless it already was: the first worker counts. Returns whether this was
    /// the first. One request for each 50 chunks of 60,000 bytes, and one more.
    /// </summary>
    Task<bool> AddPartAsync(ShopId shop, DateOnly date, RunPart part, ReadOnlyMemory<byte> findings, CancellationToken cancellationToken);

    /// <summary>The ranges that are done, by their first bucket. One request.</summary>
    Task<IReadOnlyList<RunPart>> ListPartsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken);

    /// <summary>
    /// Reads what a range found; null after <see cref="RemoveFindingsAsync"/>. One request for each 1,000 chunks or 4 MiB.
    /// </summary>
    Task<byte[]?> ReadFindingsAsync(ShopId shop, DateOnly date, RunPart part, CancellationToken cancellationToken);

    /// <summary>Removes what the ranges of a finished run found. It stays known that the ranges are done.</summary>
    Task RemoveFindingsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Removes the runs of earlier dates with all their rows. One request, and three for each run that is removed.</summary>
    Task PruneAsync(ShopId shop, DateOnly before, CancellationToken cancellationToken);
}
