namespace Churn.Domain.Buyers;

/// <summary>Writes for those who will not write the row again.</summary>
public static class BuyerWriting
{
    /// <inheritdoc cref="IBuyerStore.CommitAsync" />
    public static async Task<WriteResult> WriteAsync(this IBuyerStore buyers, BuyerChange change, CancellationToken cancellationToken) =>
        (await buyers.CommitAsync(change, cancellationToken)).Result;
}
