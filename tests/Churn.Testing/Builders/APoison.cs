using System.Globalization;
using Churn.Domain.Operations;

namespace Churn.Testing.Builders;

/// <summary>Makes messages that failed too often and wait for an operator.</summary>
public static class APoison
{
    public static PoisonMessage Of(string queue, string id, string insertedOn, string text) => new()
    {
        Queue = queue,
        Id = id,
        Text = text,
        InsertedOn = DateTimeOffset.Parse(insertedOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        ExpiresOn = DateTimeOffset.Parse(insertedOn, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).AddDays(7),
    };
}
