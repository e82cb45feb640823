using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;

namespace Churn.TestSupport.Scenarios;

/// <summary>One thing a platform says: an order, or what became of one.</summary>
public sealed record Delivery(Order? Order, OrderAmendment? Amendment)
{
    public static Delivery Of(Order order) => new(order, null);

    public static Delivery Of(OrderAmendment amendment) => new(null, amendment);

    /// <summary>False: an amendment came before its order, and is to be delivered again.</summary>
    public async Task<bool> ToAsync(OrderRecorder recorder, CancellationToken cancellationToken)
    {
        if (Order is not null)
        {
            await recorder.RecordAsync(Order, cancellationToken);
            return true;
        }

        return await recorder.AmendAsync(Amendment!, cancellationToken) is not null;
    }
}
