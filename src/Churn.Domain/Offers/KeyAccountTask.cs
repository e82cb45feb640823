using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// A task that is due for a key account. The account is a buyer who orders without a company, or a company with all its members.
/// </summary>
/// <param name="Contact">The buyer whom the task names, and whose row remembers it.</param>
/// <param name="ValueAtRisk">Minor units.</param>
internal sealed record KeyAccountTask(Buyer Contact, OfferRecord Memo, long ValueAtRisk)
{
    /// <summary>The task for a buyer without a company; null if none is due.</summary>
    public static KeyAccountTask? Of(Buyer buyer, Shop shop, Rulebook rulebook, DateOnly asOf) =>
        Of(buyer, buyer, Classifier.Classify(buyer.Facts, rulebook, asOf), "", shop, rulebook, asOf);

    /// <summary>
    /// The task for a company; null if none is due. All orders that name the company decide, and the task names the member who bought most.
    /// Earlier tasks for the company count whichever member they named, so that another member's order does not bring the same task again.
    /// </summary>
    public static KeyAccountTask? Of(Account account, List<Buyer> members, Shop shop, Rulebook rulebook, DateOnly asOf)
    {
        var mark = "." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Key.Company)).AsSpan(0, 4));
        var contact = members.OrderByDescending(member => member.Facts.NetValue).ThenBy(member => member.Key.Buyer).First();
        var told = members.SelectMany(member => member.Offered.Records)
            .Where(offerRecord => offerRecord.Kind == OfferKind.KeyAccountTask && offerRecord.Episode.EndsWith(mark, StringComparison.Ordinal))
            .Select(offerRecord => offerRecord with { Episode = offerRecord.Episode[..^mark.Length] });
        return Of(contact, contact with { Facts = account.Facts, Offered = OfferHistory.Of(told) },
            AccountClassifier.Classify(account.Facts, rulebook, asOf), mark, shop, rulebook, asOf);
    }

    private static KeyAccountTask? Of(
        Buyer contact, Buyer judged, BuyerClass labels, string mark, Shop shop, Rulebook rulebook, DateOnly asOf)
    {
        var verdict = OfferDecider.Decide(judged, labels, rulebook, asOf).Due.FirstOrDefault(due => due.Kind == OfferKind.KeyAccountTask);
        return verdict is null ? null : new KeyAccountTask(
            contact,
            RangeOfferFlagger.Remember(judged, verdict, shop, rulebook, asOf) with { Episode = verdict.Episode + mark },
            Offers.ValueAtRisk.Of(judged.Facts, labels, asOf));
    }
}
