using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>
/// Reads the code and message of the service's error body. In a transaction the message starts with the index of the action that
/// failed and a colon; the index goes into the exception's data.
/// </summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    /// <summary>The original's name, which fakes of the client use too.</summary>
    public const string FailedEntityKey = "FailedEntity";

    public override bool TryParse(
        Response response,
        [NotNullWhen(true)] out ResponseError? error,
        [NotNullWhen(true)] out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (response.ContentStream is null || Parse(response) is not { } found)
            return false;
        data = new Dictionary<string, string>();
        error = new ResponseError(found.Code, found.Message);
        var colon = found.Message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon > 0 && int.TryParse(found.Message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            data[FailedEntityKey] = index.ToString(CultureInfo.InvariantCulture);
            error = new ResponseError(
                found.Code,
                $"{found.Message}\n{nameof(TableTransactionFailedException.FailedTransactionActionIndex)} says which action failed.");
        }

        return true;
    }

    private static (string? Code, string? Message)? Parse(Response response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            if (!document.RootElement.TryGetProperty("odata.error", out var error))
                return null;
            var code = error.TryGetProperty("code", out var text) ? text.GetString() : null;
            var message = error.TryGetProperty("message", out var detail) && detail.TryGetProperty("value", out var value)
                ? value.GetString()
                : null;
            return (code, message);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            // Not the service's own error format: a proxy's page, say. The status alone has to do.
            return null;
        }
    }
}
