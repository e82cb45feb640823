using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>A task that is due for a key account: a buyer who orders for themselves, or a company, whoever orders for it.</summary>
/// <param name="Contact">The buyer whose row remembers it.</param>
/// <param name="Memo">What is remembered.</param>
/// <param name="ValueAtRisk">Minor units.</param>
internal sealed record KeyAccountTask(Buyer Contact, OfferMemo Memo, long ValueAtRisk)
{
    /// <summary>A buyer without a company; null: not due.</summary>
    public static KeyAccountTask? Of(Buyer buyer, Shop shop, Rulebook rulebook, DateOnly asOf) =>
        Of(buyer, buyer, Classifier.Classify(buyer.Facts, rulebook, asOf), "", shop, rulebook, asOf);

    /// <summary>
    /// A company, judged by all orders that name it and addressed to the member who bought most; null: not due. What any of its members was told on the
    /// company's behalf counts, so that another member's order does not bring the same task again.
    /// </summary>
    public static KeyAccountTask? Of(Account account, List<Buyer> members, Shop shop, Rulebook rulebook, DateOnly asOf)
    {
        var mark = "." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Key.Company)).AsSpan(0, 4));
        var contact = members.OrderByDescending(member => member.Facts.NetValue).ThenBy(member => member.Key.Buyer).First();
        var told = members.SelectMany(member => member.Offered.Memos)
            .Where(memo => memo.Kind == OfferKind.KeyAccountTask && memo.Episode.EndsWith(mark, StringComparison.Ordinal))
            .Select(memo => memo with { Episode = memo.Episode[..^mark.Length] });
        return Of(contact, contact with { Facts = account.Facts, Offered = OfferMemory.Of(told) },
            AccountClassifier.Classify(account.Facts, rulebook, asOf), mark, shop, rulebook, asOf);
    }

    private static KeyAccountTask? Of(Buyer contact, Buyer judged, BuyerClass labels, string mark, Shop shop, Rulebook rulebook, DateOnly asOf)
    {
        var verdict = OfferDecider.Decide(judged, labels, rulebook, asOf).Due.FirstOrDefault(due => due.Kind == OfferKind.KeyAccountTask);
        return verdict is null ? null : new KeyAccountTask(
            contact,
            RangeOfferFlagger.Remember(judged, verdict, shop, rulebook, asOf) with { Episode = verdict.Episode + mark },
            Offers.ValueAtRisk.Of(judged.Facts, labels, asOf));
    }
}
