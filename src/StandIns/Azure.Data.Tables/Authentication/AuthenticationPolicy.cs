using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Authentication;

/// <summary>Makes the policy that a credential needs.</summary>
internal static class AuthenticationPolicy
{
    // The base policy refuses to send a token over plain http.
    public static HttpPipelinePolicy ForToken(TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new BearerTokenAuthenticationPolicy(credential, (options?.Audience ?? TableAudience.AzurePublicCloud).DefaultScope);
    }

    public static HttpPipelinePolicy ForKey(TableSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new SharedKeyPolicy(credential);
    }

    public static HttpPipelinePolicy ForSas(Uri endpoint, AzureSasCredential credential)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        CheckScheme(endpoint);
        return new SasPolicy(credential);
    }

    /// <summary>The signature in the address itself, if there is one.</summary>
    public static HttpPipelinePolicy? ForAddress(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        CheckScheme(endpoint);
        return string.IsNullOrEmpty(endpoint.Query) ? null : new SasPolicy(new AzureSasCredential(endpoint.Query));
    }

    private static void CheckScheme(Uri endpoint)
    {
        if (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback)
            throw new ArgumentException("A shared access signature may only be used over https.", nameof(endpoint));
    }
}
