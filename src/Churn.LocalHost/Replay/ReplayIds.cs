using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Churn.LocalHost.Replay;

/// <summary>
/// The numbers by which a Shopify shop knows what a file names in any way: the file's own where it names a number, and made ones
/// otherwise. The same file gives the same numbers, and so does a file that has grown at its end.
/// </summary>
internal sealed class ReplayIds
{
    // Far from the ids that files bring along.
    private const long FirstMade = 1_000_000_000_000;

    private readonly Dictionary<long, string> _orders = [];
    private readonly Dictionary<long, string> _customers = [];

    public static long Product(string name) => Number(name) ?? Made(name);

    /// <summary>An address that leads nowhere. Whatever names a buyer in a file, an address of a person is not passed on.</summary>
    public static string Email(string customer) =>
        customer.Length <= 40 && customer.All(char.IsAsciiLetterOrDigit)
            ? $"buyer-{customer.ToLowerInvariant()}@example.invalid"
            : $"buyer-{Convert.ToHexStringLower(Hash(customer))[..16]}@example.invalid";

    public long Order(string id) => Find(_orders, id);

    public long Customer(string id) => Find(_customers, id);

    // `0001` and `1` are two of one number: the later one gets a made id.
    private static long Find(Dictionary<long, string> known, string id) =>
        Number(id) is { } number && (known.TryAdd(number, id) || known[number] == id) ? number : Made(id);

    private static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < FirstMade ? number : null;

    private static long Made(string id) => FirstMade + (long)(BitConverter.ToUInt64(Hash(id)) >> 16);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
