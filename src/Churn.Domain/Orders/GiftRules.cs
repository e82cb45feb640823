using System.Globalization;
using System.Text;

namespace Churn.Domain.Orders;

/// <summary>
/// The evidence that an order is a gift: its payer is then not its consumer. Each rule's id is what <see cref="Order.Gift"/> holds.
/// Names are compared here and forgotten.
/// </summary>
public static class GiftRules
{
    /// <summary>The parcel goes to somebody of another name than the bill.</summary>
    public const string Recipient = "gift-recipient";

    /// <summary>A message for the recipient was written.</summary>
    public const string Message = "gift-message";

    /// <summary>Gift wrapping was asked for.</summary>
    public const string Wrap = "gift-wrap";

    /// <summary>The order's note speaks of a gift.</summary>
    public const string Note = "gift-note";

    /// <summary>The sender says that it is one.</summary>
    public const string Declared = "gift-declared";

    /// <summary>The rule that a named option of a shop's form meets (<c>gift_message</c>, <c>Gift wrap</c>), or null.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">What was entered; empty and "no" do not count.</param>
    public static string? OfOption(string? name, string? value)
    {
        var letters = Letters(name);
        return !letters.StartsWith("gift", StringComparison.Ordinal) && !letters.StartsWith("isgift", StringComparison.Ordinal)
            || letters.StartsWith("giftcard", StringComparison.Ordinal) || Letters(value) is "" or "no" or "false" or "none" ? null
            : letters.Contains("wrap", StringComparison.Ordinal) ? Wrap
            : Message;
    }

    /// <summary>The rule that a product's name meets: gift wrapping sold as a product.</summary>
    public static string? OfProductName(string? name) =>
        Letters(name) is var letters && letters.StartsWith("giftwrap", StringComparison.Ordinal) ? Wrap : null;

    /// <summary>The rule that a free note meets: the word "gift", but not "gift card".</summary>
    public static string? OfNote(string? note)
    {
        var words = Words(note);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "gift" && (i + 1 == words.Count || words[i + 1] is not ("card" or "cards" or "certificate" or "voucher")))
            {
                return Note;
            }
        }

        return null;
    }

    /// <summary>
    /// The rule that two names meet. They are the same person's when, case and accents aside, all words of one are in the other:
    /// "Smith, John" and "John A. Smith" are.
    /// </summary>
    public static string? OfNames(string? payer, string? recipient)
    {
        var (left, right) = (Words(payer).ToHashSet(), Words(recipient).ToHashSet());
        return left.Count == 0 || right.Count == 0 || left.IsSubsetOf(right) || right.IsSubsetOf(left) ? null : Recipient;
    }

    private static string Letters(string? text) => string.Concat(Words(text));

    private static List<string> Words(string? text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Decomposed(text is { Length: > 2000 } ? text[..2000] : text ?? ""))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return text; // Half a surrogate pair, as cutting may leave one.
        }
    }
}
