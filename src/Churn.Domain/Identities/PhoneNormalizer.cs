using System.Text;

namespace Churn.Domain.Identities;

/// <summary>
/// Brings a phone number to E.164. No numbering-plan library is in reach, so the rules are few and safe: "+" or "00" begins an international
/// number; anything else is national and needs the shop's calling code, its one trunk zero dropped; 8 to 15 digits; letters or an extension
/// make it nobody's.
/// </summary>
public static class PhoneNormalizer
{
    /// <summary>The number as "+" and digits, or null when it cannot be told whose it is.</summary>
    /// <param name="text">The number as typed.</param>
    /// <param name="callingCode">The shop's international calling code, digits only; empty when unknown.</param>
    public static string? Normalize(string? text, string callingCode)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 40)
        {
            return null;
        }

        var digits = new StringBuilder(16);
        var international = false;
        foreach (var c in text.Trim().Replace("(0)", "", StringComparison.Ordinal))
        {
            if (char.IsAsciiDigit(c))
            {
                digits.Append(c);
            }
            else if (c == '+' && digits.Length == 0 && !international)
            {
                international = true;
            }
            else if (!" -./()\u00a0\u2010\u2011".Contains(c))
            {
                return null;
            }
        }

        var number = digits.ToString();
        if (!international && number.StartsWith("00", StringComparison.Ordinal))
        {
            (number, international) = (number[2..], true);
        }

        if (!international)
        {
            if (callingCode.Length == 0)
            {
                return null;
            }

            number = callingCode + (number.StartsWith('0') ? number[1..] : number);
        }

        return number.Length is >= 8 and <= 15 && number[0] != '0' ? "+" + number : null;
    }
}
