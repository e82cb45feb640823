using System.Collections.Immutable;
using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Domain.Tests.Labels;
using Churn.Testing.Builders;

namespace Churn.Domain.Tests.Offers;

/// <summary>A row of OfferExamples.md, and the decision for it.</summary>
internal sealed record OfferExample(Example Row)
{
    private const string Yes = "yes";

    public string Asked => Row.Cells["kind"];

    public string Expected => Row.Cells["offered"];

    public string Text => Row.Cells["the text says"];

    public bool IsYes => Expected == Yes;

    public OfferPolicy Policy => PolicyOf().Offers;

    /// <summary>Returns the verdict on the kind of offer that the row asks about; null if the shop does not make it.</summary>
    public OfferVerdict? Decide()
    {
        var (rulebook, facts) = (ARulebook.With(PolicyOf()), Row.Fold());
        var words = Row.Cells["also known"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var answers = words.Where(word => !word.Contains(':', StringComparison.Ordinal));
        var offerRecords = words.Where(word => word.Contains(':', StringComparison.Ordinal));
        var buyer = new Buyer
        {
            Key = new BuyerKey(ShopId.Parse("shop"), BuyerOf(facts)),
            Facts = facts,
            Class = Classifier.Classify(facts, rulebook, Example.AsOf),
            Feedback = answers.Aggregate(BuyerFeedback.None, (all, word) => all.With(AnswerOf(word))),
            Offered = OfferHistory.Of(offerRecords.Select(word => MemoOf(word, facts, rulebook.Policy.Offers))),
        };
        var decision = OfferDecider.Decide(buyer, buyer.Class, rulebook, Example.AsOf);
        return decision.Verdicts.SingleOrDefault(verdict => OfferKinds.NameOf(verdict.Kind) == Asked);
    }

    public static string Answer(OfferVerdict? verdict) => verdict is null ? "-" : verdict.Block ?? Yes;

    private static BuyerId BuyerOf(BuyerFacts facts) =>
        BuyerId.Of(new Identifier(facts.IsAnonymous ? IdentifierKind.AnonymousOrder : IdentifierKind.Email, new string('0', 32)));

    private static FeedbackAnswer AnswerOf(string word)
    {
        var (fields, kind) = (word.Split('@'), word.StartsWith("nps", StringComparison.Ordinal) ? FeedbackKind.Nps : FeedbackKind.Csat);
        var day = Example.AsOf.AddDays(-Number(fields[1]));
        var score = Number(fields[0][(kind == FeedbackKind.Nps ? 3 : 4)..]);
        return new FeedbackAnswer(kind, score, new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero));
    }

    private static OfferRecord MemoOf(string word, BuyerFacts facts, OfferPolicy policy)
    {
        var fields = word.Split('@');
        var (offerRecord, day) = (AnOfferRecord.Of(fields[0], BuyerOf(facts)), Example.AsOf.AddDays(-Number(fields[1])));
        var terms = policy.Kinds[offerRecord.Kind];
        return offerRecord with { FlaggedOn = day, ExpiresOn = day.AddDays(terms.ValidDays), ClosesOn = day.AddDays(terms.WindowDays) };
    }

    private Policy PolicyOf()
    {
        var policy = Domain.Labels.Policies.Policy.For(Row.Model);
        var words = Row.Cells["shop's own"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["consent", "needed"])
        {
            return policy with { Offers = policy.Offers with { ConsentNeeded = true } };
        }

        return words is not [var product, .. var rest] ? policy : policy with
        {
            Products = policy.Products.Add(product, new ProductPolicy
            {
                OnceInALifetime = rest.Contains("once"),
                Consumable = rest.Contains("used"),
                CycleDays = After(rest, "cycle"),
                CeilingUnits = After(rest, "ceiling"),
            }),
        };
    }

    private static int After(string[] words, string word) => Array.IndexOf(words, word) is >= 0 and var at ? Number(words[at + 1]) : 0;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
