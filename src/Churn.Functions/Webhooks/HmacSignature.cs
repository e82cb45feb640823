using System.Security.Cryptography;
using System.Text;

namespace Churn.Functions.Webhooks;

/// <summary>
/// HMAC-SHA256 compared in its written form: the one canonical text of a digest is accepted, nothing that merely decodes to it, and a malformed
/// header is just a wrong one.
/// </summary>
internal static class HmacSignature
{
    /// <summary>Whether any of the keys signs the parts, one after the other, with this base64 text. All keys are always tried.</summary>
    public static bool IsBase64(string signature, IEnumerable<byte[]> keys, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var matched = false;
        foreach (var key in keys)
        {
            matched |= AreEqual(Convert.ToBase64String(Compute(key, parts)), signature);
        }

        return matched;
    }

    /// <summary>Whether any of the keys signs the parts with this lower-case hexadecimal text. All keys are always tried.</summary>
    public static bool IsHex(string signature, IEnumerable<byte[]> keys, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var matched = false;
        foreach (var key in keys)
        {
            matched |= AreEqual(Convert.ToHexStringLower(Compute(key, parts)), signature);
        }

        return matched;
    }

    private static byte[] Compute(byte[] key, ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
        {
            hash.AppendData(part.Span);
        }

        return hash.GetHashAndReset();
    }

    private static bool AreEqual(string expected, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
}
