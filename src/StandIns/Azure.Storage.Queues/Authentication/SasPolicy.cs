using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Queues.Authentication;

internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        // A retry comes with the parameters of the try before; the credential may have been given a new signature since.
        string signature = credential.Signature.TrimStart('?');
        string own = string.Join('&', message.Request.Uri.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(parameter => !IsSas(parameter, signature)));
        message.Request.Uri.Query = own.Length == 0 ? "?" + signature : $"?{own}&{signature}";
    }

    private static bool IsSas(string parameter, string signature)
    {
        string name = parameter.Split('=', 2)[0] + "=";
        return signature.StartsWith(name, StringComparison.Ordinal) || signature.Contains("&" + name, StringComparison.Ordinal);
    }
}
