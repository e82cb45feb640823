using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Api.Buyers;

/// <summary>Selects the buyers of a list. A null property accepts every buyer.</summary>
public sealed record BuyerFilter(Relationship? Class, Activity? Activity, string? Reason, long? MinValue, long? MaxValue)
{
    /// <exception cref="FormatException">A parameter cannot be read. The message may be sent to the caller.</exception>
    public static BuyerFilter Read(IQueryCollection query) => new(
        Name<Relationship>(query, "class"), Name<Activity>(query, "activity"), Rule(query),
        Value(query, "minValue"), Value(query, "maxValue"));

    public bool Takes(Buyer buyer) =>
        (Class is null || buyer.Class.Relationship == Class)
        && (Activity is null || buyer.Class.Activity == Activity)
        && (Reason is null || buyer.Class.Reasons.Any(reason => reason.Holds && reason.Rule == Reason))
        && !(buyer.Facts.NetValue < MinValue) && !(buyer.Facts.NetValue > MaxValue);

    /// <summary>Eight bytes that identify this filter on this shop.</summary>
    internal byte[] Mark(string shop) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{shop}|{Class}|{Activity}|{Reason}|{MinValue}|{MaxValue}"))[..8];

    /// <summary>The value of a query parameter. Null when the parameter is absent.</summary>
    /// <exception cref="FormatException">The parameter is given more than once.</exception>
    internal static string? One(IQueryCollection query, string name) => query[name] switch
    {
        { Count: 0 } => null,
        { Count: 1 } one => one.ToString(),
        _ => throw new FormatException($"{name} takes one value."),
    };

    private static T? Name<T>(IQueryCollection query, string name)
        where T : struct, Enum => One(query, name) is not { } text ? null
        : Enum.GetNames<T>().FirstOrDefault(known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
        : throw new FormatException($"{name} takes one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static string? Rule(IQueryCollection query) => One(query, "reason") is not { } text ? null
        : text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-') ? text
        : throw new FormatException("reason takes the id of a rule, such as client.tenure.");

    private static long? Value(IQueryCollection query, string name) => One(query, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : throw new FormatException($"{name} takes a whole number of minor units, such as 5000.");
}
