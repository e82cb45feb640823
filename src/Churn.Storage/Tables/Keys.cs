using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>Partition and row keys of all tables. docs/tables.md describes them.</summary>
internal static class Keys
{
    /// <summary>The most characters of an encoded order id; a key holds 512 in all.</summary>
    private const int MaxOrderKey = 300;

    /// <summary>Buyer rows of a partition lie between these two row keys.</summary>
    public const string FirstBuyer = "b:";

    /// <inheritdoc cref="FirstBuyer" />
    public const string AfterBuyers = "b;";

    /// <summary>Ledger rows of a partition lie between these two row keys.</summary>
    public const string FirstOrder = "o:";

    /// <inheritdoc cref="FirstOrder" />
    public const string AfterOrders = "o;";

    public static string Partition(BuyerKey key) => Partition(key.Shop, key.Bucket);

    public static string Partition(ShopId shop, string bucket) => $"{shop.Value}|{bucket}";

    public static string Partition(ShopId shop, IdentityName name) => Partition(shop, name.Bucket);

    /// <summary>The row key of an identifier, which is the identifier itself, or of an order, whose id is encoded.</summary>
    public static string Identity(IdentityName name) => name.Text.StartsWith(IdentityName.OrderPrefix, StringComparison.Ordinal)
        ? $"{IdentityName.OrderPrefix}{EncodeOrder(name.Text[IdentityName.OrderPrefix.Length..])}"
        : name.Text;

    public static string Endpoint(ShopId shop, string endpoint) => $"{shop.Value}|{endpoint}";

    public static string Delivery(string subject, long number, string eventId) =>
        string.Create(CultureInfo.InvariantCulture, $"{subject}:{number:D16}:{eventId}");

    public static string Buyer(BuyerId id) => $"b:{id.Value}";

    public static string Order(BuyerId id, string orderId) => $"o:{id.Value}:{EncodeOrder(orderId)}";

    /// <summary>The buyer in whose ledger a ledger row stands, by its row key.</summary>
    public static BuyerId BuyerOfOrder(string rowKey) => new(rowKey[FirstOrder.Length..rowKey.IndexOf(':', FirstOrder.Length)]);

    /// <summary>The rows of a buyer's ledger lie between these two row keys.</summary>
    public static (string First, string After) Ledger(BuyerId id) => ($"o:{id.Value}:", $"o:{id.Value};");

    /// <summary>The row of what is remembered of a shop as a whole.</summary>
    public const string Shop = "shop";

    /// <summary>The row that sums up the erased orders of a bucket.</summary>
    public const string Erased = "t:erased";

    public static string Partition(AccountKey key) => Partition(key.Shop, key.Bucket);

    /// <summary>Account rows of a partition lie between these two row keys.</summary>
    public const string FirstAccount = "a:";

    public const string AfterAccounts = "a;";

    public static string Account(string company) => $"a:{Encode(company)}";

    public static string Member(string company, BuyerId buyer) => $"m:{Encode(company)}:{buyer.Value}";

    /// <summary>The membership rows of a company lie between these two row keys.</summary>
    public static (string First, string After) Members(string company) => ($"m:{Encode(company)}:", $"m:{Encode(company)};");

    /// <summary>The headers of a shop's exports lie between these two row keys.</summary>
    public const string FirstExport = "h:";

    /// <inheritdoc cref="FirstExport" />
    public const string AfterExports = "h;";

    public static string Export(string id) => $"h:{Encode(id)}";

    public static string ExportPart(string id, int number) => $"p:{Encode(id)}:{number.ToString("d6", CultureInfo.InvariantCulture)}";

    /// <summary>The pieces of an export's text lie between these two row keys.</summary>
    public static (string First, string After) ExportParts(string id) => ($"p:{Encode(id)}:", $"p:{Encode(id)};");

    /// <summary>Rows of done ranges lie between these two row keys; chunks come before them.</summary>
    public const string FirstRunPart = "p:";

    /// <inheritdoc cref="FirstRunPart" />
    public const string AfterRunParts = "p;";

    /// <summary>
    /// Rows come in the order of their keys, and the newest version should come first. So the key is the highest possible number less the
    /// version's number.
    /// </summary>
    public static string Policy(int number) => (9_999_999 - number).ToString("D7", CultureInfo.InvariantCulture);

    public static string Run(ShopId shop, DateOnly date) => $"{shop.Value}|{Day.Write(date)}";

    public static string RunPart(int from) => $"{FirstRunPart}{from:x2}";

    public static string RunChunk(int from, string content, int index) => $"c:{from:x2}:{content}:{index:d4}";

    /// <summary>The chunks of what a range found lie between these two row keys.</summary>
    public static (string First, string After) RunChunks(int from, string content) =>
        ($"c:{from:x2}:{content}:", $"c:{from:x2}:{content};");

    /// <summary>
    /// An order's id as a part of a key: encoded, or hashed if the encoded id would be too long. A column holds the id itself.
    /// </summary>
    private static string EncodeOrder(string orderId) => Encode(orderId) is { Length: <= MaxOrderKey } key
        ? key
        : $"=={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(orderId)))}";

    /// <summary>
    /// Encodes a text for a key: letters, digits, '.' and '-' stay, and every other byte of its UTF-8 form becomes '=' and two hex digits.
    /// So no key contains a character that Azure forbids.
    /// </summary>
    public static string Encode(string text)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = IsPlain((char)b) ? encoded.Append((char)b) : encoded.Append('=').Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return encoded.ToString();
    }

    /// <summary>Decodes what <see cref="Encode"/> made.</summary>
    public static string Decode(string key)
    {
        if (!key.Contains('=', StringComparison.Ordinal))
        {
            return key;
        }

        var bytes = new List<byte>(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            var isEncoded = key[i] == '=';
            bytes.Add(isEncoded ? byte.Parse(key.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : (byte)key[i]);
            i += isEncoded ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';
}
