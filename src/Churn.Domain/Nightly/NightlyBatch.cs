using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>Buyers of one bucket that a nightly run writes together, with their events.</summary>
/// <remarks>
/// Events that earlier writers left in an outbox are published first, so that no newer event overtakes them. Then the rows are written,
/// each with its new events, and then those events are published. The outboxes are not cleared, because that would write every row twice:
/// once the run is recorded as finished, its events count as published. If the run crashes in between, its range is processed again and
/// finds the events in the rows under the date of its own run.
/// </remarks>
internal sealed class NightlyBatch(IBuyerStore buyers, OutboxPublisher outbox, ShopId shop)
{
    private readonly List<(Buyer Read, Buyer? Written)> _buyers = new(BuyerTransaction.MaxBuyers);

    public bool IsFull => _buyers.Count == BuyerTransaction.MaxBuyers;

    /// <summary>Whether events remain that a sink did not accept.</summary>
    public bool HasLeft { get; private set; }

    /// <param name="read">The row as it was read. Its outbox holds only the events still to be published.</param>
    /// <param name="written">The row to write. Its outbox holds only the new events. Null if the row need not be written.</param>
    public void Add(Buyer read, Buyer? written) => _buyers.Add((read, written));

    /// <summary>Writes the rows, publishes the events, and returns how many rows were written.</summary>
    public async Task<int> FlushAsync(CancellationToken cancellationToken)
    {
        var told = await outbox.TrySendAsync(
            [.. _buyers.SelectMany(buyer => buyer.Read.Outbox.Pending).Select(event_ => event_.Of(shop))], cancellationToken);
        var rows = _buyers.Where(buyer => buyer.Written is not null)
            .Select(buyer => told ? buyer.Written! : Left(buyer.Written!, buyer.Read.Outbox))
            .ToList();
        _buyers.Clear();
        HasLeft |= !told;
        if (rows.Count == 0)
        {
            return 0;
        }

        var written = await buyers.RewriteAsync(rows, cancellationToken);
        if (told && !await outbox.TrySendAsync(
            [.. written.SelectMany(row => row.Outbox.Pending).Select(event_ => event_.Of(shop))], cancellationToken))
        {
            HasLeft = true;
            await buyers.RewriteAsync([.. written.Select(row => row with { Outbox = row.Outbox.LeftByRun() })], cancellationToken);
        }

        return written.Count;
    }

    // The run will finish even so. The events must not carry its date, or they would count as published.
    private static Buyer Left(Buyer written, Outbox before) => written with
    {
        Outbox = (written.Outbox with { Pending = [.. before.Pending, .. written.Outbox.Pending] }).LeftByRun(),
    };
}
