namespace Azure.Data.Tables;

/// <summary>What a write does to the properties it does not name: Merge keeps them, Replace drops them.</summary>
public enum TableUpdateMode
{
    Merge = 0,
    Replace = 1,
}
