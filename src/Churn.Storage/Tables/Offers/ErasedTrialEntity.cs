using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Statistics.Uplift;

namespace Churn.Storage.Tables.Offers;

/// <summary>The counts that are kept of the offers of erased people, by kind and quarter.</summary>
public sealed class ErasedTrialEntity : ITableEntity
{
    /// <summary>The first character of these row keys. It sorts before all offers, whose row keys begin with a letter.</summary>
    internal const string Prefix = "!";

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Treated { get; set; }

    public int TreatedBought { get; set; }

    public int HeldOut { get; set; }

    public int HeldOutBought { get; set; }

    internal static string Key(ErasedTrial trial) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix}{OfferKinds.NameOf(trial.Kind)}-{trial.Quarter / 4}q{(trial.Quarter % 4) + 1}");

    internal static ErasedTrialEntity Of(ShopId shop, ErasedTrial trial) => new()
    {
        PartitionKey = shop.Value,
        RowKey = Key(trial),
        ETag = trial.ETag is null ? default : new ETag(trial.ETag),
        Treated = trial.Counts.Treated.Trials,
        TreatedBought = trial.Counts.Treated.Successes,
        HeldOut = trial.Counts.HeldOut.Trials,
        HeldOutBought = trial.Counts.HeldOut.Successes,
    };

    internal ErasedTrial ToTrial()
    {
        var dash = RowKey.IndexOf('-', StringComparison.Ordinal);
        var (kind, quarter) = (RowKey[Prefix.Length..dash], RowKey[(dash + 1)..].Split('q'));
        return new ErasedTrial(
            Enum.Parse<OfferKind>(kind, ignoreCase: true),
            (4 * int.Parse(quarter[0], CultureInfo.InvariantCulture)) + int.Parse(quarter[1], CultureInfo.InvariantCulture) - 1,
            new TwoArmTrial(new Proportion(TreatedBought, Treated), new Proportion(HeldOutBought, HeldOut)))
        { ETag = ETag.ToString() };
    }
}
