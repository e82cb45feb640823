using System.Globalization;
using System.Text;

namespace Churn.Domain.Identities;

/// <summary>
/// Brings an e-mail address to the form that is hashed: trimmed, Unicode NFKC, lower case, the domain in its ASCII (IDNA) form.
/// Dots and plus tags are kept: which providers ignore them is theirs to change, and a wrong guess would make two people one.
/// </summary>
public static class EmailNormalizer
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>The normalised address, or null when the text is not one address: then it identifies nobody.</summary>
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
            return null; // A lone surrogate: not text.
        }

        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || address.AsSpan(0, at).Contains('@'))
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
