namespace Churn.Domain.Operations;

/// <summary>Reads every poison queue and copies the messages that it would soon delete.</summary>
public sealed class PoisonWatch(IPoisonQueues queues, IPoisonStore store, TimeProvider time)
{
    /// <summary>
    /// The age at which a message is copied. A queue deletes a poison message after seven days, so a daily watch has two runs to copy it.
    /// </summary>
    public static readonly TimeSpan KeepAfter = TimeSpan.FromDays(5);

    /// <summary>Returns a report for each queue that has poison messages.</summary>
    public async Task<IReadOnlyList<PoisonReport>> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reports = new List<PoisonReport>();
        foreach (var queue in queues.Queues)
        {
            var report = new PoisonReport(queue, 0, 0, []);
            await foreach (var message in queues.ReadAsync(queue, cancellationToken))
            {
                var age = now - message.InsertedOn;
                if (age >= KeepAfter)
                {
                    await store.KeepAsync(message, cancellationToken);
                }

                report = report.With(new PoisonAlert(message.Id, age, age >= KeepAfter));
            }

            if (report.Messages > 0)
            {
                reports.Add(report);
            }
        }

        return reports;
    }
}
