using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Accounts;

/// <summary>Classifies accounts by the rules of buyers; one of a VIP's worth is a key account, which somebody should look after.</summary>
public static class AccountClassifier
{
    public static BuyerClass Classify(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var labels = Classifier.Classify(facts, rulebook, asOf);
        return labels.Relationship == Relationship.Vip ? labels with { Relationship = Relationship.KeyAccount } : labels;
    }
}
