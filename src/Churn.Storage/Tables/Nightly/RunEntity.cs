using Azure;
using Azure.Data.Tables;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Nightly;

/// <summary>A nightly run. docs/tables.md says what each column means.</summary>
public sealed class RunEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Ranges { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public string State { get; set; } = "";

    public DateTimeOffset? DealtAt { get; set; }

    public int Tries { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public long BuyersRead { get; set; }

    public long BuyersChanged { get; set; }

    public string? ModelVersion { get; set; }

    public string? Tier { get; set; }

    public string? Note { get; set; }

    internal static RunEntity Of(Run run) => new()
    {
        PartitionKey = run.Shop.Value,
        RowKey = Day.Write(run.Date),
        Ranges = run.Ranges,
        StartedAt = run.StartedAt,
        State = run.State.ToString(),
        DealtAt = run.DealtAt,
        Tries = run.Tries,
        FinishedAt = run.FinishedAt,
        BuyersRead = run.BuyersRead,
        BuyersChanged = run.BuyersChanged,
        ModelVersion = run.ModelVersion,
        Tier = run.Tier?.ToString(),
        Note = run.Note,
    };

    internal Run ToRun(ShopId shop) => new()
    {
        Shop = shop,
        Date = Day.Read(RowKey),
        Ranges = Ranges,
        StartedAt = StartedAt,
        State = Enum.Parse<RunState>(State),
        DealtAt = DealtAt,
        Tries = Tries,
        FinishedAt = FinishedAt,
        BuyersRead = BuyersRead,
        BuyersChanged = BuyersChanged,
        ModelVersion = ModelVersion,
        Tier = Tier is null ? null : Enum.Parse<ModelTier>(Tier),
        Note = Note,
        ETag = ETag.ToString(),
    };
}
