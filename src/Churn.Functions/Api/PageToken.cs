using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Churn.Functions.Api;

/// <summary>
/// A token holds the place at which a list continues and a mark of that list. A token of another shop or of other filters is refused.
/// A token grants no access: a forged token only starts the same list at another place.
/// </summary>
internal static class PageToken
{
    private const int MarkBytes = 8;
    private const int Longest = 1_600;

    /// <param name="list">Names the list: what it lists, the shop, and the filters.</param>
    /// <param name="place">The last row that was read.</param>
    public static string Write(string list, string place) => Base64Url.EncodeToString([.. Mark(list), .. Encoding.UTF8.GetBytes(place)]);

    /// <exception cref="FormatException">The token belongs to another list. The message may be sent to the caller.</exception>
    public static string Read(string list, string token)
    {
        var bytes = new byte[Longest];
        return token.Length <= Longest && Base64Url.TryDecodeFromChars(token, bytes, out var length)
            && length > MarkBytes && bytes.AsSpan(0, MarkBytes).SequenceEqual(Mark(list))
            ? Encoding.UTF8.GetString(bytes.AsSpan(MarkBytes, length - MarkBytes))
            : throw NotOurs();
    }

    public static FormatException NotOurs() =>
        new("token was not issued for this list. Send it with the same filters as the request for the page before.");

    private static byte[] Mark(string list) => SHA256.HashData(Encoding.UTF8.GetBytes(list))[..MarkBytes];
}
