using Churn.Domain.Reports;
using Churn.Functions.Accounts;
using Churn.Functions.Buyers;
using Churn.Functions.Events;
using Churn.Functions.Feedback;
using Churn.Functions.Health;
using Churn.Functions.Imports;
using Churn.Functions.Nightly;
using Churn.Functions.Offers;
using Churn.Functions.Operations;
using Churn.Functions.Policies;
using Churn.Functions.Privacy;
using Churn.Functions.Shops;

namespace Churn.Functions.OpenApi;

/// <summary>All operations of the API, by route. A test holds them to the functions.</summary>
internal static class ApiOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } = [.. Shops(), .. Buyers(), .. Results(), .. Service()];

    private static IEnumerable<ApiOperation> Shops() =>
    [
        new("ListShops", "get", "shops", "The shops that the request may see, and their settings.") { Answer = typeof(ShopView), IsList = true },
        new("GetSettings", "get", "shops/{shop}/settings", "A shop's settings, none that is secret.") { Answer = typeof(ShopView) },
        new("GetPolicy", "get", "shops/{shop}/policies", "What the shop's labels and offers go by, every number with its default; the ETag is what a change has to send.") { Answer = typeof(PolicyView) },
        new("ListPolicyVersions", "get", "shops/{shop}/policies/versions", "Every version of the policy, newest first, with when it came into force.") { Answer = typeof(PolicyVersionView), IsList = true },
        new("PutPolicy", "put", "shops/{shop}/policies", "Puts another policy in force; If-Match names the version that it changes.") { Answer = typeof(PolicyView), Body = "application/json" },
        new("DryRunPolicy", "post", "shops/{shop}/policies/dry-run", "Whom a change of policy would move, before it is made.") { Answer = typeof(DryRunView), Query = ["buyers"], Body = "application/json" },
        new("ImportFeedback", "post", "shops/{shop}/feedback", "Takes answers to NPS and CSAT questions as a file.") { Answer = typeof(FeedbackImportView), Body = "text/csv" },
        new("ImportOrders", "post", "shops/{shop}/import", "Takes a shop's history as a file.") { Answer = typeof(ImportView), Query = ["format", "mapping"], Body = "text/csv" },
        new("ListExports", "get", "shops/{shop}/exports", "What people asked to see of themselves.") { Answer = typeof(ExportView), IsList = true },
        new("ListEndpoints", "get", "shops/{shop}/endpoints", "Where a shop's events are sent to, and how that goes.") { Answer = typeof(EndpointView), IsList = true },
        new("EnableEndpoint", "post", "shops/{shop}/endpoints/{id}/enable", "Sends to an endpoint again that was disabled.") { Answer = typeof(EndpointEnabled) },
        new("ReadExport", "get", "shops/{shop}/exports/{id}", "One export, as it was made."),
    ];

    private static IEnumerable<ApiOperation> Buyers() =>
    [
        new("ListBuyers", "get", "shops/{shop}/buyers", "Buyers by class, activity, reason and value, page by page.")
        {
            Answer = typeof(BuyerListItem), IsPage = true, Query = ["class", "activity", "reason", "minValue", "maxValue", "limit", "token"],
        },
        new("GetBuyer", "get", "shops/{shop}/buyers/{id}", "A buyer, today or as of a day.") { Answer = typeof(BuyerView), Query = ["asOf"] },
        new("ExplainBuyer", "get", "shops/{shop}/buyers/{id}/explain", "Why a buyer bears their labels, and what would change them.") { Answer = typeof(ExplanationView), Query = ["asOf"] },
        new("GetBuyerHistory", "get", "shops/{shop}/buyers/{id}/history", "Every order of a buyer, newest first, page by page.") { Answer = typeof(OrderView), IsPage = true, Query = ["asOf", "limit", "token"] },
        new("UnmergeBuyer", "post", "shops/{shop}/buyers/{id}/unmerge", "Takes back a merge that was wrong."),
        new("ShareIdentifier", "post", "shops/{shop}/identifiers/shared", "Says that several people share an address or a number.") { Status = 204, Body = "application/json" },
        new("GetAccount", "get", "shops/{shop}/accounts/{company}", "A company's account.") { Answer = typeof(AccountView) },
    ];

    private static IEnumerable<ApiOperation> Results() =>
    [
        new("ListOffers", "get", "shops/{shop}/offers", "Offers by kind and state, JSON page by page, or all as CSV.")
        {
            Answer = typeof(OfferView), IsPage = true, Query = ["kind", "state", "format", "limit", "token"],
        },
        new("MarkOfferSent", "post", "shops/{shop}/offers/{id}/sent", "Says that an offer was sent.") { Status = 204 },
        new("RecordOfferOutcome", "post", "shops/{shop}/offers/{id}/outcome", "Says that an offer was used, and what it cost.") { Status = 204, Body = "application/json" },
        new("ListReports", "get", "shops/{shop}/reports", "The days that have a report, newest first.") { Answer = typeof(DateOnly), IsList = true },
        new("GetReport", "get", "shops/{shop}/reports/{date}", "The report of a day, or the latest.") { Answer = typeof(ShopReport) },
        new("GetScorecard", "get", "shops/{shop}/scorecard", "The model in force and how it scored.") { Answer = typeof(ModelFigures) },
        new("GetUplift", "get", "shops/{shop}/uplift", "What the offers were measured to do.") { Answer = typeof(UpliftView) },
        new("ListRuns", "get", "shops/{shop}/runs", "The nightly runs of the last 31 days.") { Answer = typeof(RunSummaryView), IsList = true },
        new("GetRun", "get", "shops/{shop}/runs/{date}", "A nightly run, range by range.") { Answer = typeof(RunView) },
        new("GetFile", "get", "shops/{shop}/files/{name}", "Buyers for Mailchimp, Klaviyo or Shopify, as CSV.") { ContentType = "text/csv" },
    ];

    private static IEnumerable<ApiOperation> Service() =>
    [
        new("ReceiveWebhook", "post", "webhooks/{platform}/{shop}", "Takes a signed webhook of a shop platform.", ApiKeyLevel.Anonymous) { Body = "application/json" },
        new("GetDashboard", "get", "dashboard", "The dashboard, a page that asks this API.", ApiKeyLevel.Anonymous) { ContentType = "text/html" },
        new("GetDashboardFile", "get", "dashboard/{file}", "A file of the dashboard.", ApiKeyLevel.Anonymous) { ContentType = "text/javascript" },
        new("GetOpenApi", "get", "openapi.json", "This document.", ApiKeyLevel.Anonymous),
        new("Live", "get", "health/live", "Whether the process answers.", ApiKeyLevel.Anonymous),
        new("Ready", "get", "health/ready", "Whether the app can do its work.", ApiKeyLevel.Anonymous),
        new("Health", "get", "health", "What the app's parts are like.") { Answer = typeof(HealthView) },
        new("ListPoisonQueues", "get", "operations/poison", "Messages that were given up, by queue.", ApiKeyLevel.Admin),
        new("ListPoison", "get", "operations/poison/{queue}", "A queue's messages that were given up.", ApiKeyLevel.Admin) { Answer = typeof(PoisonView), IsList = true },
        new("ReadPoison", "get", "operations/poison/{queue}/{id}", "One of them, identifiers masked.", ApiKeyLevel.Admin) { Answer = typeof(PoisonView) },
        new("RetryPoison", "post", "operations/poison/{queue}/{id}", "Puts one or all back to be worked on.", ApiKeyLevel.Admin),
        new("DropPoison", "delete", "operations/poison/{queue}/{id}", "Throws one or all away.", ApiKeyLevel.Admin),
        new("RebuildShop", "post", "operations/rebuild/{shop}", "Holds a shop's buyers against their ledgers.", ApiKeyLevel.Admin) { Answer = typeof(RebuildStarted), Status = 202, Query = ["repair"] },
        new("SweepEvents", "post", "operations/events/{shop}", "Publishes what is left in a shop's outboxes.", ApiKeyLevel.Admin) { Answer = typeof(SweepStarted), Status = 202 },
    ];
}
