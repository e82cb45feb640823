using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Functions;

internal sealed class LocalFunctionContext(
    string functionName,
    string invocationId,
    IServiceProvider services,
    IReadOnlyDictionary<string, object?> bindingData,
    CancellationToken cancellationToken) : FunctionContext
{
    /// <summary>The key under which the ASP.NET Core integration keeps the HttpContext for GetHttpContext().</summary>
    public const string HttpContextKey = "HttpRequestContext";

    public override string InvocationId => invocationId;

    public override string FunctionId => functionName;

    public override BindingContext BindingContext { get; } = new LocalBindingContext(bindingData);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new LocalInvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    // These three are abstract classes with members that differ between versions of the worker. No function here reads them.
    public override TraceContext TraceContext => throw NotHere(nameof(TraceContext));

    public override RetryContext RetryContext => throw NotHere(nameof(RetryContext));

    public override FunctionDefinition FunctionDefinition => throw NotHere(nameof(FunctionDefinition));

    private static NotSupportedException NotHere(string member) => new($"Churn.LocalHost does not provide {member} to functions.");
}

internal sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> bindingData) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData => bindingData;
}
