using System.Globalization;
using System.Text;

namespace Churn.Domain.Orders;

/// <summary>
/// Brings an e-mail address to the form that is hashed: trimmed, Unicode NFKC, lower case, the domain in its ASCII (IDNA) form.
/// Dots and plus tags are kept: providers differ in whether they ignore them and may change it, and a wrong guess would merge two people.
/// </summary>
public static class EmailNormalizer
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Returns the normalised address; null if the text is not a single address and so cannot identify a person.</summary>
    public static string? Normalize(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 320)
        {
            return null;
        }

        string address;
        try
        {
            address = text.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // The text has a lone surrogate.
        }

        var at = address.LastIndexOf('@');
        if (at < 1
            || at == address.Length - 1
            || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            || address.AsSpan(0, at).Contains('@'))
        {
            return null;
        }

        try
        {
            return $"{address[..at]}@{Idn.GetAscii(address[(at + 1)..].TrimEnd('.'))}";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
