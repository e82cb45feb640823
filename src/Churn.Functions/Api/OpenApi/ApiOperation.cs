namespace Churn.Functions.Api.OpenApi;

/// <summary>One operation of the API.</summary>
/// <param name="Id">The function's name.</param>
/// <param name="Method">The HTTP method in lower case.</param>
/// <param name="Route">The route under <c>/api</c>, with parameters in braces.</param>
/// <param name="Summary">One sentence that says what the operation does or answers.</param>
/// <param name="Key">The key that the operation requires.</param>
internal sealed record ApiOperation(string Id, string Method, string Route, string Summary, ApiKeyLevel Key = ApiKeyLevel.Function)
{
    /// <summary>The type of the JSON answer. Null when the answer has no schema.</summary>
    public Type? Answer { get; init; }

    /// <summary>The answer is a list of <see cref="Answer"/>.</summary>
    public bool IsList { get; init; }

    /// <summary>The answer is a page of <see cref="Answer"/> with the token of the next page.</summary>
    public bool IsPage { get; init; }

    public string ContentType { get; init; } = "application/json";

    public int Status { get; init; } = 200;

    /// <summary>The names of the query parameters, all of them optional.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>The content type of the request's body. Null when the request has no body.</summary>
    public string? Body { get; init; }
}

/// <summary>The key of the Functions platform that an operation requires.</summary>
internal enum ApiKeyLevel
{
    /// <summary>No key.</summary>
    Anonymous,

    /// <summary>A function key.</summary>
    Function,

    /// <summary>The app's master key.</summary>
    Admin,
}
