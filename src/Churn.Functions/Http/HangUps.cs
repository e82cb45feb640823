using Microsoft.AspNetCore.Http;

namespace Churn.Functions.Http;

/// <summary>Ends a reading when nobody waits for it any longer.</summary>
internal static class HangUps
{
    /// <summary>Cancelled with the function, or when whoever sent the request hangs up. Not for what writes.</summary>
    public static CancellationTokenSource OrHangUp(this HttpRequest request, CancellationToken cancellationToken) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.HttpContext.RequestAborted);
}
