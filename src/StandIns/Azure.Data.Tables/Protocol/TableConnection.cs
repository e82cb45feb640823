using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Protocol;

/// <summary>Where the service is, how to sign for it, and the pipeline that carries the requests.</summary>
internal sealed class TableConnection
{
    public const string MinimalMetadata = "application/json;odata=minimalmetadata";
    public const string DataServiceVersion = "3.0";
    public const string ReturnNoContent = "return-no-content";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public TableConnection(Uri endpoint, string? accountName, HttpPipelinePolicy? authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        var pipelineOptions = new HttpPipelineOptions(options)
        {
            ResponseClassifier = new ResponseClassifier(),
            RequestFailedDetailsParser = new TableErrorParser(),
        };
        if (authentication is not null)
            pipelineOptions.PerRetryPolicies.Add(authentication);
        _pipeline = HttpPipelineBuilder.Build(pipelineOptions);
        _version = options.VersionString;
        Endpoint = new UriBuilder(endpoint) { Query = "" }.Uri;
        Root = Endpoint.AbsoluteUri.TrimEnd('/');
        AccountName = accountName ?? AccountUri.AccountName(endpoint);
    }

    public Uri Endpoint { get; }

    public string Root { get; }

    public string? AccountName { get; }

    /// <summary>A request whose answer with one of <paramref name="expected"/> is not logged or counted as an error.</summary>
    public HttpMessage CreateMessage(RequestMethod method, string path, params ReadOnlySpan<int> expected)
    {
        var context = new RequestContext();
        foreach (var status in expected)
            context.AddClassifier(status, isError: false);
        var message = _pipeline.CreateMessage(context);
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{Root}/{path}"));
        message.Request.Headers.SetValue("x-ms-version", _version);
        message.Request.Headers.SetValue("DataServiceVersion", DataServiceVersion);
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, MinimalMetadata);
        return message;
    }

    public HttpMessage CreateMessage(EntityOperation operation, params ReadOnlySpan<int> expected)
    {
        var message = CreateMessage(operation.Method, operation.Path, expected);
        message.Request.Uri.AppendQuery("$format", MinimalMetadata);
        if (operation.Method == RequestMethod.Post)
            message.Request.Headers.SetValue("Prefer", ReturnNoContent);
        if (operation.IfMatch is not null)
            message.Request.Headers.SetValue("If-Match", operation.IfMatch);
        if (operation.Body is { } body)
            SetJson(message, body);
        return message;
    }

    public static void SetJson(HttpMessage message, ReadOnlyMemory<byte> body)
    {
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, "application/json");
        message.Request.Content = RequestContent.Create(body);
    }

    /// <summary>Sends, and throws for every status that is not among <paramref name="accepted"/>.</summary>
    public async ValueTask<Response> SendAsync(HttpMessage message, int[] accepted, bool async, CancellationToken cancellationToken)
    {
        using (message)
        {
            if (async)
                await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            else
                _pipeline.Send(message, cancellationToken);
            return accepted.Contains(message.Response.Status) ? message.Response : throw new RequestFailedException(message.Response);
        }
    }
}
