using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Queues.Rest;

// Makes the requests of one client, sends them, and turns every status but the expected ones into a RequestFailedException.
internal sealed class QueueRestClient
{
    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    public QueueRestClient(QueueClientOptions options, HttpPipelinePolicy authentication)
    {
        var pipeline = new HttpPipelineOptions(options)
        {
            ResponseClassifier = new QueueResponseClassifier(),
            RequestFailedDetailsParser = new QueueErrorParser(),
        };
        if (authentication is not null) pipeline.PerRetryPolicies.Add(authentication);
        _pipeline = HttpPipelineBuilder.Build(pipeline);
        _version = options.VersionText;
    }

    public HttpMessage Message(RequestMethod method, Uri resource)
    {
        HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(resource);
        message.Request.Headers.SetValue("x-ms-version", _version);
        message.Request.Headers.SetValue("Accept", "application/xml");
        return message;
    }

    public static void AddBody(HttpMessage message, string text)
    {
        message.Request.Content = QueueXml.Message(text);
        message.Request.Headers.SetValue("Content-Type", "application/xml");
    }

    public static void AddQuery(HttpMessage message, string name, string value)
    {
        if (value is not null) message.Request.Uri.AppendQuery(name, value, true);
    }

    public static void AddQuery(HttpMessage message, string name, TimeSpan? value) =>
        AddQuery(message, name, value is { } span ? ((int)span.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null);

    public static void AddMetadata(HttpMessage message, IDictionary<string, string> metadata)
    {
        if (metadata is null) return;
        foreach ((string name, string value) in metadata) message.Request.Headers.SetValue("x-ms-meta-" + name, value);
    }

    public async Task<Response> SendAsync(HttpMessage message, bool async, CancellationToken cancellationToken, params int[] expected)
    {
        using (message)
        {
            if (async) await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
            else _pipeline.Send(message, cancellationToken);
            return expected.Contains(message.Response.Status) ? message.Response : throw new RequestFailedException(message.Response);
        }
    }
}
