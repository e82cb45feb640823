namespace Churn.Functions.OpenApi;

/// <summary>One operation of the API.</summary>
/// <param name="Id">The function's name.</param>
/// <param name="Method">In lower case.</param>
/// <param name="Route">Under <c>/api</c>, parameters in braces.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Key">The function key it takes.</param>
internal sealed record ApiOperation(string Id, string Method, string Route, string Summary, ApiKeyLevel Key = ApiKeyLevel.Function)
{
    /// <summary>What it answers; null: no content, or what <see cref="ContentType"/> says.</summary>
    public Type? Answer { get; init; }

    /// <summary>It answers a list of <see cref="Answer"/>.</summary>
    public bool IsList { get; init; }

    /// <summary>It answers a page of <see cref="Answer"/> and the token of the next.</summary>
    public bool IsPage { get; init; }

    public string ContentType { get; init; } = "application/json";

    public int Status { get; init; } = 200;

    /// <summary>Parameters of the query, all optional.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>Content type of the request's body, where it has one.</summary>
    public string? Body { get; init; }
}
