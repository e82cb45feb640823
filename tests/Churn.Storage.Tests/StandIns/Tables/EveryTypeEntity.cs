using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tests.StandIns.Tables;

/// <summary>A row type with a property of every kind that can be stored.</summary>
public sealed class EveryTypeEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "p";

    public string RowKey { get; set; } = "r";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; set; }

    public int Number { get; set; }

    public int? MaybeNumber { get; set; }

    public long Long { get; set; }

    public long? MaybeLong { get; set; }

    public double Double { get; set; }

    public double? MaybeDouble { get; set; }

    public bool Flag { get; set; }

    public bool? MaybeFlag { get; set; }

    public DateTimeOffset? Time { get; set; }

    public DateTime? UtcTime { get; set; }

    public Guid Id { get; set; }

    public Guid? MaybeId { get; set; }

    public byte[]? Bytes { get; set; }

    public BinaryData? Data { get; set; }

    public Weather Kind { get; set; }

    public Weather? MaybeKind { get; set; }

    [DataMember(Name = "renamed")]
    public string? Original { get; set; }

    [IgnoreDataMember]
    public string? Ignored { get; set; }

    public string Computed => $"{Text}!";
}
