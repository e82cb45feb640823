using System.Globalization;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Poison;

namespace Churn.TestSupport.Builders;

/// <summary>Makes messages that were given up.</summary>
public static class APoison
{
    public static PoisonMessage Of(Order order, string id, string insertedOn) =>
        Of("orders", id, insertedOn, MessageJson.Write(new OrderMessage { Order = order }));

    public static PoisonMessage Of(string queue, string id, string insertedOn, string text) => new()
    {
        Queue = queue,
        Id = id,
        Text = text,
        InsertedOn = DateTimeOffset.Parse(insertedOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ExpiresOn = DateTimeOffset.Parse(insertedOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddDays(7),
    };
}
