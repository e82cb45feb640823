using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Buyers of one bucket whom a nightly run writes and tells of together.</summary>
/// <remarks>
/// What earlier writers left in an outbox is published first, so that nothing overtakes it. Then the rows are written, each with its new events; then
/// those are published. They are not cleared, which would write every row twice: that the run has finished says that they are out. A range that crashed
/// in between is worked off again, and finds them in the rows under the date of its own run.
/// </remarks>
internal sealed class NightlyBatch(IBuyerStore buyers, OutboxPublisher outbox, ShopId shop)
{
    private readonly List<(Buyer Read, Buyer? Written)> _buyers = new(BuyerChange.MaxBuyers);

    public bool IsFull => _buyers.Count == BuyerChange.MaxBuyers;

    /// <summary>Whether events are left that a sink did not take.</summary>
    public bool HasLeft { get; private set; }

    /// <param name="read">As read, its outbox holding what is still to be published.</param>
    /// <param name="written">As it is to be written, its outbox holding what is new; null: not at all.</param>
    public void Add(Buyer read, Buyer? written) => _buyers.Add((read, written));

    /// <summary>Writes and tells, and says how many rows were written.</summary>
    public async Task<int> FlushAsync(CancellationToken cancellationToken)
    {
        var told = await outbox.TrySendAsync([.. _buyers.SelectMany(buyer => buyer.Read.Outbox.Pending).Select(event_ => event_.Of(shop))], cancellationToken);
        var rows = _buyers.Where(buyer => buyer.Written is not null).Select(buyer => told ? buyer.Written! : Left(buyer.Written!, buyer.Read.Outbox)).ToList();
        _buyers.Clear();
        HasLeft |= !told;
        if (rows.Count == 0)
        {
            return 0;
        }

        var written = await buyers.RewriteAsync(rows, cancellationToken);
        if (told && !await outbox.TrySendAsync([.. written.SelectMany(row => row.Outbox.Pending).Select(event_ => event_.Of(shop))], cancellationToken))
        {
            HasLeft = true;
            await buyers.RewriteAsync([.. written.Select(row => row with { Outbox = row.Outbox.LeftByRun() })], cancellationToken);
        }

        return written.Count;
    }

    // The run will finish all the same, so that its date no longer says that they are out.
    private static Buyer Left(Buyer written, Outbox before) => written with
    {
        Outbox = (written.Outbox with { Pending = [.. before.Pending, .. written.Outbox.Pending] }).LeftByRun(),
    };
}
