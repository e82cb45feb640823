using System.Globalization;
using Churn.Functions.Buyers;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Http;

/// <summary>How many items a page holds at most.</summary>
internal static class PageLimit
{
    private const int Default = 100;
    private const int Most = 1000;

    /// <exception cref="FormatException">The message is for the sender.</exception>
    public static int Read(IQueryCollection query) => BuyerFilter.One(query, "limit") is not { } text ? Default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number
        : throw new FormatException("limit takes a whole number from 1 to 1000.");
}
