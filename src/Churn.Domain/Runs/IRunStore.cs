using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Runs;

/// <summary>Nightly runs, and what their ranges found.</summary>
public interface IRunStore
{
    /// <summary>Adds a run unless there is one of that shop and date; says whether it was added. One request.</summary>
    Task<bool> AddAsync(Run run, CancellationToken cancellationToken);

    /// <summary>The run, or null. One point read.</summary>
    Task<Run?> FindAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Replaces the run that was read, guarded by its ETag. One request.</summary>
    Task<WriteResult> ReplaceAsync(Run run, CancellationToken cancellationToken);

    /// <summary>The runs of a shop from a date on, ascending. One request a thousand.</summary>
    IAsyncEnumerable<Run> ListAsync(ShopId shop, DateOnly since, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a range found, and then that it is done, unless it already was: the first is believed. Says whether this was the first.
    /// One request for 50 chunks of 60,000 bytes, and one.
    /// </summary>
    Task<bool> AddPartAsync(ShopId shop, DateOnly date, RunPart part, ReadOnlyMemory<byte> findings, CancellationToken cancellationToken);

    /// <summary>The ranges that are done, by first bucket. One request.</summary>
    Task<IReadOnlyList<RunPart>> ListPartsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken);

    /// <summary>What a range found; null once <see cref="RemoveFindingsAsync"/> was there. One request for 1,000 chunks or 4 MiB.</summary>
    Task<byte[]?> ReadFindingsAsync(ShopId shop, DateOnly date, RunPart part, CancellationToken cancellationToken);

    /// <summary>Removes what the ranges of a finished run found; that they are done stays known.</summary>
    Task RemoveFindingsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken);

    /// <summary>Removes the runs of earlier dates and all that stands beside them. One request, and three a run that is removed.</summary>
    Task PruneAsync(ShopId shop, DateOnly before, CancellationToken cancellationToken);
}
