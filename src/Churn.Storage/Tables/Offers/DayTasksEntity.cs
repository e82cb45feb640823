using Azure;
using Azure.Data.Tables;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Offers;

/// <summary>The tasks that were chosen for the last day. docs/tables.md says what each column means.</summary>
public sealed class DayTasksEntity : ITableEntity
{
    internal const string Row = "tasks";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string AsOf { get; set; } = "";

    public string Chosen { get; set; } = "";

    internal static string Partition(ShopId shop) => $"{shop.Value}|tasks";

    internal static DayTasksEntity Of(ShopId shop, DayTasks tasks) => new()
    {
        PartitionKey = Partition(shop),
        RowKey = Row,
        ETag = tasks.ETag is null ? default : new ETag(tasks.ETag),
        AsOf = Day.Write(tasks.AsOf),
        Chosen = string.Join(' ', tasks.Chosen),
    };

    internal DayTasks ToTasks() =>
        new(Day.Read(AsOf), [.. Chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries)]) { ETag = ETag.ToString() };
}
