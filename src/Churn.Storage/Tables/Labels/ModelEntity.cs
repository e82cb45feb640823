using Azure;
using Azure.Data.Tables;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Labels;

/// <summary>The model that a nightly run learned of a shop. docs/tables.md says what each column means.</summary>
public sealed class ModelEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Tier { get; set; } = "";

    public string? LearnedOn { get; set; }

    public string? FittedOn { get; set; }

    public int Buyers { get; set; }

    public string Model { get; set; } = "";

    internal static ModelEntity Of(ShopId shop, string row, ShopModel model) => new()
    {
        PartitionKey = shop.Value,
        RowKey = row,
        Tier = model.Tier.ToString(),
        LearnedOn = Day.Write(model.LearnedOn),
        FittedOn = Day.Write(model.FittedOn),
        Buyers = model.Buyers,
        Model = ModelJson.Write(model),
    };

    internal ShopModel ToModel() => ModelJson.Read(Model);
}
