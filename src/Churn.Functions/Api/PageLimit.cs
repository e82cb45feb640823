using System.Globalization;
using Churn.Functions.Api.Buyers;
using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Api;

/// <summary>Reads the query parameter <c>limit</c>: the most items on a page.</summary>
internal static class PageLimit
{
    private const int Default = 100;
    private const int Most = 1000;

    /// <exception cref="FormatException">The parameter cannot be read. The message may be sent to the caller.</exception>
    public static int Read(IQueryCollection query) => BuyerFilter.One(query, "limit") is not { } text ? Default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number
        : throw new FormatException("limit takes a whole number from 1 to 1000.");
}
