using Microsoft.Azure.Functions.Worker;

namespace Churn.LocalHost.Functions;

internal sealed class LocalFunctionContext(
    string functionName,
    string invocationId,
    IServiceProvider services,
    IReadOnlyDictionary<string, object?> bindingData,
    CancellationToken cancellationToken) : FunctionContext
{
    /// <summary>Where the ASP.NET Core integration keeps the HttpContext for GetHttpContext().</summary>
    public const string HttpContextKey = "HttpRequestContext";

    public override string InvocationId => invocationId;

    public override string FunctionId => functionName;

    public override BindingContext BindingContext { get; } = new LocalBindingContext(bindingData);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new LocalInvocationFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    // These three are abstract classes whose members differ between versions of the worker; no function here reads them.
    public override TraceContext TraceContext => throw NotHere(nameof(TraceContext));

    public override RetryContext RetryContext => throw NotHere(nameof(RetryContext));

    public override FunctionDefinition FunctionDefinition => throw NotHere(nameof(FunctionDefinition));

    private static NotSupportedException NotHere(string member) => new($"Churn.LocalHost gives a function no {member}.");
}
