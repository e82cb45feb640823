namespace Churn.Domain.Poison;

/// <summary>Looks at every poison queue and copies what its queue would soon forget.</summary>
public sealed class PoisonWatch(IPoisonQueues queues, IPoisonStore store, TimeProvider time)
{
    /// <summary>A queue forgets a poison message after seven days: a daily watch has two runs left to copy it.</summary>
    public static readonly TimeSpan KeepAfter = TimeSpan.FromDays(5);

    /// <summary>One report a queue that has poison messages.</summary>
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
