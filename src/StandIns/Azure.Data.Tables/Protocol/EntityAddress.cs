namespace Azure.Data.Tables.Protocol;

/// <summary>Where one entity is.</summary>
internal readonly record struct EntityAddress(string Table, string PartitionKey, string RowKey);
