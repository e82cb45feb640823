using System.Globalization;
using PhoneNumbers;

namespace Churn.Domain.Identities;

/// <summary>
/// Brings a phone number to E.164 by Google's numbering plans: which trunk digits are dropped (Germany's zero) and which are kept (Italy's), and how many
/// digits a country's numbers have. Whether a number is in use is not asked: the plans age, and somebody whose range is new would fall apart into
/// strangers. Letters, an extension, or one digit repeated (what people type who would rather not say) make it nobody's.
/// </summary>
public static class PhoneNormalizer
{
    /// <summary>Fewer are service numbers.</summary>
    private const int MinDigits = 8;

    private const string Nowhere = "ZZ";

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>The number as "+" and digits, or null when it cannot be told whose it is.</summary>
    /// <param name="text">The number as typed; "+" or "00" begins an international one, wherever the shop is.</param>
    /// <param name="callingCode">The shop's international calling code, digits only, for numbers written without one; empty when unknown.</param>
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
            return Plans.IsPossibleNumber(number) && !number.HasExtension && written.Length > MinDigits && national.Distinct().Skip(1).Any() ? written : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string RegionOf(string callingCode) =>
        callingCode.Length == 0 ? Nowhere : Plans.GetRegionCodeForCountryCode(int.Parse(callingCode, CultureInfo.InvariantCulture));
}
