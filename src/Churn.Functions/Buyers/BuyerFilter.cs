using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Buyers;

/// <summary>Which buyers a list is of; null asks for any.</summary>
public sealed record BuyerFilter(Relationship? Class, Activity? Activity, string? Reason, long? MinValue, long? MaxValue)
{
    /// <summary>Reads the query; what it cannot read it says in one sentence.</summary>
    /// <exception cref="FormatException">The message is for the sender.</exception>
    public static BuyerFilter Read(IQueryCollection query) => new(
        Name<Relationship>(query, "class"), Name<Activity>(query, "activity"), Rule(query), Value(query, "minValue"), Value(query, "maxValue"));

    public bool Takes(Buyer buyer) =>
        (Class is null || buyer.Class.Relationship == Class)
        && (Activity is null || buyer.Class.Activity == Activity)
        && (Reason is null || buyer.Class.Reasons.Any(reason => reason.Holds && reason.Rule == Reason))
        && !(buyer.Facts.NetValue < MinValue) && !(buyer.Facts.NetValue > MaxValue);

    /// <summary>Tells this filter on this shop from every other, eight bytes.</summary>
    internal byte[] Mark(string shop) => SHA256.HashData(Encoding.UTF8.GetBytes($"{shop}|{Class}|{Activity}|{Reason}|{MinValue}|{MaxValue}"))[..8];

    /// <summary>The one value of a parameter; null when it is not there.</summary>
    /// <exception cref="FormatException">It is there more than once.</exception>
    internal static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => one.ToString(),
        _ => throw new FormatException($"{name} takes one value."),
    };

    private static T? Name<T>(IQueryCollection query, string name)
        where T : struct, Enum => One(query, name) is not { } text ? null
        : Enum.GetNames<T>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found)
        : throw new FormatException($"{name} takes one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static string? Rule(IQueryCollection query) => One(query, "reason") is not { } text ? null
        : text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') ? text
        : throw new FormatException("reason takes the id of a rule, such as client.tenure.");

    private static long? Value(IQueryCollection query, string name) => One(query, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw new FormatException($"{name} takes a whole number of minor units, such as 5000.");
}
