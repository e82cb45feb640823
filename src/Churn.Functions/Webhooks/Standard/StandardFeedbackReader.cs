using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Standard;

/// <summary>Reads an answer to a question of the shop's: whose it is, NPS or CSAT, and when.</summary>
internal static class StandardFeedbackReader
{
    public static ShopRequest Read(Payload feedback, Shop shop)
    {
        var kind = feedback.Text("kind") switch
        {
            "nps" => FeedbackKind.Nps,
            "csat" => FeedbackKind.Csat,
            null => throw Payload.Missing("kind"),
            _ => throw new UnreadablePayloadException("The field kind is neither nps nor csat."),
        };
        var (least, most) = FeedbackAnswer.Range(kind);
        var score = feedback.Whole("score") ?? throw Payload.Missing("score");
        var buyer = feedback.Object("buyer") ?? throw Payload.Missing("buyer");
        var person = IdentityHasher.Identify(shop, "", buyer.Text("email"), buyer.Text("phone"), buyer.Id("customerId"));
        return score < least || score > most ? throw new UnreadablePayloadException($"The field score is not from {least} to {most}.")
            : person.IsAnonymous ? throw new UnreadablePayloadException("The buyer has no readable email, phone or customerId.")
            : new ShopRequest
            {
                Shop = shop.Id,
                Feedback = new FeedbackReceipt
                {
                    Person = person.Identifiers, Kind = kind, Score = (int)score, At = feedback.Instant("at") ?? throw Payload.Missing("at"),
                },
            };
    }
}
