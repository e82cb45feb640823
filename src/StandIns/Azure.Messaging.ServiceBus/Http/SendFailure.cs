using System.Xml;
using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Http;

// What the HTTPS API answers, as the exceptions that the original throws for the same trouble over AMQP.
internal static class SendFailure
{
    public static Exception FromResponse(Response response, string entity)
    {
        string detail = Detail(response);
        string message = detail is null ? $"The service answered with status {response.Status}." : $"The service answered with status {response.Status}: {detail}";
        return response.Status switch
        {
            401 => new UnauthorizedAccessException(message),
            403 => Forbidden(message, detail ?? string.Empty, entity),
            404 or 410 => new ServiceBusException(message, ServiceBusFailureReason.MessagingEntityNotFound, entity),
            413 => new ServiceBusException(message, ServiceBusFailureReason.MessageSizeExceeded, entity),
            429 or 503 => new ServiceBusException(message, ServiceBusFailureReason.ServiceBusy, entity),
            408 or 504 => new ServiceBusException(message, ServiceBusFailureReason.ServiceTimeout, entity),
            >= 500 => new ServiceBusException(isTransient: true, message, entity),
            _ => new ServiceBusException(isTransient: false, message, entity),
        };
    }

    /// <returns>Null for what is not the transport's doing: the caller's own cancellation, a credential's failure.</returns>
    public static Exception FromTransport(Exception failure, string entity, CancellationToken cancellationToken)
    {
        Exception last = failure is AggregateException { InnerExceptions: [.., var inner] } ? inner : failure;
        return last switch
        {
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException => new ServiceBusException(
                "The service did not answer in the time allowed for one try.", ServiceBusFailureReason.ServiceTimeout, entity, failure),
            RequestFailedException { Status: 0 } or IOException or HttpRequestException => new ServiceBusException(
                "The connection to the service failed.", ServiceBusFailureReason.ServiceCommunicationProblem, entity, failure),
            _ => null,
        };
    }

    // The HTTPS API says 403 for a full entity and a message too large as well as for a missing right.
    private static Exception Forbidden(string message, string detail, string entity)
    {
        if (detail.Contains("quota", StringComparison.OrdinalIgnoreCase))
        {
            return new ServiceBusException(message, ServiceBusFailureReason.QuotaExceeded, entity);
        }

        return detail.Contains("size", StringComparison.OrdinalIgnoreCase)
            ? new ServiceBusException(message, ServiceBusFailureReason.MessageSizeExceeded, entity)
            : new UnauthorizedAccessException(message);
    }

    private static string Detail(Response response)
    {
        if (response.ContentStream is not { CanSeek: true, Length: > 0 } stream) return null;
        try
        {
            stream.Position = 0;
            return XDocument.Load(stream).Root?.Element("Detail")?.Value;
        }
        catch (XmlException)
        {
            // Something between us and the service answered: the status alone must do.
            return null;
        }
    }
}
