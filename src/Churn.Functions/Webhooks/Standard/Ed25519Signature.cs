using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Churn.Functions.Webhooks.Standard;

/// <summary>
/// Ed25519 (RFC 8032), which .NET 10 does not have: BouncyCastle's, because it is managed code and runs wherever the app does. Keys and signatures
/// are taken in their one canonical base64 text only, as elsewhere here.
/// </summary>
internal static class Ed25519Signature
{
    public const string KeyPrefix = "whpk_";

    private const int SignatureBytes = 64;

    /// <summary>The public key that a secret names; null: it names none, or no key that there can be.</summary>
    public static Ed25519PublicKeyParameters? KeyOf(string secret)
    {
        if (!secret.StartsWith(KeyPrefix, StringComparison.Ordinal) || Decode(secret[KeyPrefix.Length..], Ed25519PublicKeyParameters.KeySize) is not { } bytes)
        {
            return null;
        }

        try
        {
            return new Ed25519PublicKeyParameters(bytes);
        }
        catch (ArgumentException)
        {
            return null; // Not a point of the curve.
        }
    }

    /// <summary>Whether the signature is that of the parts, one after the other, under the key.</summary>
    public static bool IsOf(string signature, Ed25519PublicKeyParameters key, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        if (Decode(signature, SignatureBytes) is not { } bytes)
        {
            return false;
        }

        var verifier = new Ed25519Signer();
        verifier.Init(forSigning: false, key);
        foreach (var part in parts)
        {
            verifier.BlockUpdate(part.Span);
        }

        return verifier.VerifySignature(bytes);
    }

    private static byte[]? Decode(string text, int length)
    {
        var buffer = new byte[length];
        return Convert.TryFromBase64String(text, buffer, out var written) && written == length && Convert.ToBase64String(buffer) == text ? buffer : null;
    }
}
