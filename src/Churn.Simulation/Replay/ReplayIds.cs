using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Churn.Simulation.Replay;

/// <summary>
/// The numeric Shopify ids for the names in a file. A name that is a number is used as it is; for any other name an id is made. The same
/// file gives the same ids, even after lines were appended.
/// </summary>
internal sealed class ReplayIds
{
    // Far above the ids that files usually hold.
    private const long FirstMade = 1_000_000_000_000;

    private readonly Dictionary<long, string> _orders = [];
    private readonly Dictionary<long, string> _customers = [];

    public static long Product(string name) => Number(name) ?? Made(name);

    /// <summary>Returns an e-mail address that cannot receive mail. A real address in a file is not passed on.</summary>
    public static string Email(string customer) =>
        customer.Length <= 40 && customer.All(char.IsAsciiLetterOrDigit)
            ? $"buyer-{customer.ToLowerInvariant()}@example.invalid"
            : $"buyer-{Convert.ToHexStringLower(Hash(customer))[..16]}@example.invalid";

    public long Order(string id) => Find(_orders, id);

    public long Customer(string id) => Find(_customers, id);

    // `0001` and `1` are two names with the same number, so the later one gets a made id.
    private static long Find(Dictionary<long, string> known, string id) =>
        Number(id) is { } number && (known.TryAdd(number, id) || known[number] == id) ? number : Made(id);

    private static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < FirstMade
            ? number
            : null;

    private static long Made(string id) => FirstMade + (long)(BitConverter.ToUInt64(Hash(id)) >> 16);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
