using System.Globalization;
using PhoneNumbers;

namespace Churn.Domain.Orders;

/// <summary>
/// Brings a phone number to E.164 by Google's numbering plans. They say which trunk digits are dropped (Germany's zero) or kept
/// (Italy's), and how many digits a country's numbers have. Whether a number is in use is not checked: the plans grow old, and a
/// person with a number from a new range would not be recognised. A number with letters, with an extension or with one digit
/// repeated (a placeholder) is ignored.
/// </summary>
public static class PhoneNormalizer
{
    /// <summary>Minimum number of digits. Shorter numbers are service numbers.</summary>
    private const int MinDigits = 8;

    private const string Nowhere = "ZZ";

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>Returns the number as "+" and digits; null if it cannot identify a person.</summary>
    /// <param name="text">The number as typed. "+" or "00" begins an international number in every country.</param>
    /// <param name="callingCode">
    /// The shop's international calling code, digits only, for numbers written without one; empty if it is unknown.
    /// </param>
    public static string? Normalize(string? text, string callingCode)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length is 0 or > 40 || typed.Any(char.IsLetter))
        {
            return null;
        }

        try
        {
            var international = typed.StartsWith("00", StringComparison.Ordinal) ? $"+{typed[2..]}" : typed;
            var number = Plans.Parse(international, RegionOf(callingCode));
            var written = Plans.Format(number, PhoneNumberFormat.E164);
            var national = Plans.GetNationalSignificantNumber(number);
            return Plans.IsPossibleNumber(number)
                && !number.HasExtension
                && written.Length > MinDigits
                && national.Distinct().Skip(1).Any()
                    ? written
                    : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string RegionOf(string callingCode) =>
        callingCode.Length == 0 ? Nowhere : Plans.GetRegionCodeForCountryCode(int.Parse(callingCode, CultureInfo.InvariantCulture));
}
