using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues.Authentication;

internal static class AuthenticationPolicies
{
    public static HttpPipelinePolicy SharedKey(StorageSharedKeyCredential credential) =>
        new SharedKeyPolicy(credential ?? throw new ArgumentNullException(nameof(credential)));

    public static HttpPipelinePolicy Sas(Uri uri, AzureSasCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (QueryText.Parse(uri).Any(parameter => parameter.Name == "sig"))
        {
            throw new ArgumentException("You cannot use AzureSasCredential when the resource URI also contains a Shared Access Signature.");
        }

        return new SasPolicy(credential);
    }

    public static HttpPipelinePolicy Token(Uri uri, TokenCredential credential, QueueClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (uri.Scheme != Uri.UriSchemeHttps) throw new ArgumentException("Cannot use TokenCredential without HTTPS.");
        return new BearerTokenAuthenticationPolicy(credential, (options?.Audience ?? QueueAudience.PublicAudience).DefaultScope);
    }
}
