using System.Globalization;
using System.Text;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Api.Policies;

/// <summary>Answers requests about policies, or refuses them.</summary>
public sealed class PolicyRequests(PolicyService service, PolicyDryRun dryRun, IShopDirectory shops, TimeProvider time)
{
    public async Task<IActionResult> GetAsync(HttpRequest request, string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) is { } refusal
            ? refusal
            : Answer(request, found, await service.GetAsync(found, cancellationToken));

    public async Task<IActionResult> ListAsync(HttpRequest request, string shop, CancellationToken cancellationToken) =>
        shops.Refusal(request, shop, out var found) is { } refusal ? refusal
            : new OkObjectResult(await service.ListAsync(found, cancellationToken)
                .Select(version => PolicyVersionView.Of(found, version)).ToListAsync(cancellationToken));

    public async Task<IActionResult> PutAsync(HttpRequest request, string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        if (Seen(request) is not { } seen)
        {
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "Precondition required",
                "Send the ETag of the policy that you changed as If-Match. GET returns it; before the first change it is \"0\".");
        }

        var (overrides, problem) = await ReadAsync(request, found, cancellationToken);
        return overrides is null ? Problems.BadRequest(problem!)
            : await service.PutAsync(found, overrides, seen, cancellationToken) is { } version ? Answer(request, found, version)
            : Problems.Of(
                StatusCodes.Status412PreconditionFailed, "Changed meanwhile",
                "Another request has changed the policy. GET it, check that change, and send yours again with the new ETag.");
    }

    public async Task<IActionResult> DryRunAsync(HttpRequest request, string shop, CancellationToken cancellationToken)
    {
        if (shops.Refusal(request, shop, out var found) is { } refusal)
        {
            return refusal;
        }

        var enough = PolicyDryRun.EnoughBuyers;
        if (request.Query.TryGetValue("buyers", out var asked)
            && !(asked.Count == 1 && int.TryParse(asked[0], NumberStyles.None, CultureInfo.InvariantCulture, out enough) && enough > 0))
        {
            return Problems.BadRequest(
                $"buyers takes a whole number above 0: how many buyers are enough to read. The default is {PolicyDryRun.EnoughBuyers}.");
        }

        var (overrides, problem) = await ReadAsync(request, found, cancellationToken);
        if (overrides is null)
        {
            return Problems.BadRequest(problem!);
        }

        var changed = overrides.Apply(found.BusinessModel, 0);
        using var waiting = request.OrHangUp(cancellationToken);
        return new OkObjectResult(DryRunView.Of(
            await dryRun.RunAsync(found, changed, found.DayOf(time.GetUtcNow()), enough, waiting.Token)));
    }

    private static OkObjectResult Answer(HttpRequest request, Shop shop, PolicyVersion version)
    {
        request.HttpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version.Number}\"");
        return new OkObjectResult(PolicyView.Of(shop, version));
    }

    private static int? Seen(HttpRequest request) =>
        request.Headers.IfMatch is { Count: 1 } tags && tags[0] is ['"', .. var number, '"']
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;

    private static async Task<(PolicyOverrides? Overrides, string? Problem)> ReadAsync(
        HttpRequest request, Shop shop, CancellationToken cancellationToken)
    {
        // One character more than a policy may have is enough to see that a text is too long.
        var text = new char[PolicyJson.LongestText + 1];
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        var reading = PolicyService.Read(new string(text, 0, length), shop);
        return reading.Problems.IsEmpty ? (reading.Overrides, null) : (null, string.Join(' ', reading.Problems));
    }
}
