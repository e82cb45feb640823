using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Churn.Functions.Http;

/// <summary>
/// Says where a list goes on, and of which list it is: another shop's, or one under other filters, is refused. It opens nothing; whoever makes one up reads the
/// same list from another place.
/// </summary>
internal static class PageToken
{
    private const int MarkBytes = 8;
    private const int Longest = 1_600;

    /// <param name="list">Names the list: what, whose and under which filters.</param>
    /// <param name="place">The last row that was read.</param>
    public static string Write(string list, string place) => Base64Url.EncodeToString([.. Mark(list), .. Encoding.UTF8.GetBytes(place)]);

    /// <exception cref="FormatException">The message is for the sender.</exception>
    public static string Read(string list, string token)
    {
        var bytes = new byte[Longest];
        return token.Length <= Longest && Base64Url.TryDecodeFromChars(token, bytes, out var length) && length > MarkBytes && bytes.AsSpan(0, MarkBytes).SequenceEqual(Mark(list))
            ? Encoding.UTF8.GetString(bytes.AsSpan(MarkBytes, length - MarkBytes))
            : throw NotOurs();
    }

    public static FormatException NotOurs() => new("token is not one that this list gave: send it with the same filters as the page before.");

    private static byte[] Mark(string list) => SHA256.HashData(Encoding.UTF8.GetBytes(list))[..MarkBytes];
}
