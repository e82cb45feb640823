namespace Azure.Data.Tables.Protocol;

/// <summary>The answer to a read of an entity that is not there.</summary>
internal sealed class MissingEntityResponse<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException($"The entity does not exist (status {response.Status}).");

    public override Response GetRawResponse() => response;
}
