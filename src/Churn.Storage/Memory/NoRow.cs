using Azure;

namespace Churn.Storage.Memory;

/// <summary>The answer to a question for a row that is not there.</summary>
internal sealed class NoRow<T> : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException("The row does not exist.");

    public override Response GetRawResponse() => new MemoryResponse(404);
}
