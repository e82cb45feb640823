using Churn.Domain.Reports;
using Churn.Functions.Api.Accounts;
using Churn.Functions.Api.Buyers;
using Churn.Functions.Api.Events;
using Churn.Functions.Api.Feedback;
using Churn.Functions.Api.Health;
using Churn.Functions.Api.Imports;
using Churn.Functions.Api.Nightly;
using Churn.Functions.Api.Offers;
using Churn.Functions.Api.Operations;
using Churn.Functions.Api.Policies;
using Churn.Functions.Api.Privacy;
using Churn.Functions.Api.Shops;

namespace Churn.Functions.Api.OpenApi;

/// <summary>All operations of the API. A test compares them with the functions.</summary>
internal static class ApiOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } = [.. Shops(), .. Buyers(), .. Results(), .. Service()];

    private static IEnumerable<ApiOperation> Shops() =>
    [
        new("ListShops", "get", "shops", "Lists the shops that the request may see, with their settings.")
        {
            Answer = typeof(ShopView), IsList = true,
        },
        new("GetSettings", "get", "shops/{shop}/settings", "Shows a shop's settings, without secrets.") { Answer = typeof(ShopView) },
        new("GetPolicy", "get", "shops/{shop}/policies",
            "Shows the policy in force: every number with its default. A change has to send the answer's ETag.")
        {
            Answer = typeof(PolicyView),
        },
        new("ListPolicyVersions", "get", "shops/{shop}/policies/versions",
            "Lists every version of the policy, newest first, with the time at which it came into force.")
        {
            Answer = typeof(PolicyVersionView), IsList = true,
        },
        new("PutPolicy", "put", "shops/{shop}/policies", "Puts a new policy in force. If-Match names the version that it replaces.")
        {
            Answer = typeof(PolicyView), Body = "application/json",
        },
        new("DryRunPolicy", "post", "shops/{shop}/policies/dry-run", "Shows which buyers' labels a new policy would change.")
        {
            Answer = typeof(DryRunView), Query = ["buyers"], Body = "application/json",
        },
        new("ImportFeedback", "post", "shops/{shop}/feedback", "Imports a file of answers to NPS and CSAT questions.")
        {
            Answer = typeof(FeedbackImportView), Body = "text/csv",
        },
        new("ImportOrders", "post", "shops/{shop}/import", "Imports a file of past orders.")
        {
            Answer = typeof(ImportView), Query = ["format", "mapping"], Body = "text/csv",
        },
        new("ListExports", "get", "shops/{shop}/exports", "Lists the exports that were made for people who asked for their data.")
        {
            Answer = typeof(ExportView), IsList = true,
        },
        new("ListEndpoints", "get", "shops/{shop}/endpoints", "Lists the addresses that receive the shop's events, with their state.")
        {
            Answer = typeof(EndpointView), IsList = true,
        },
        new("EnableEndpoint", "post", "shops/{shop}/endpoints/{id}/enable", "Enables an endpoint that was disabled.")
        {
            Answer = typeof(EndpointEnabled),
        },
        new("ReadExport", "get", "shops/{shop}/exports/{id}", "Returns one export."),
    ];

    private static IEnumerable<ApiOperation> Buyers() =>
    [
        new("ListBuyers", "get", "shops/{shop}/buyers", "Lists buyers by class, activity, reason and value, page by page.")
        {
            Answer = typeof(BuyerListItem), IsPage = true,
            Query = ["class", "activity", "reason", "minValue", "maxValue", "limit", "token"],
        },
        new("GetBuyer", "get", "shops/{shop}/buyers/{id}", "Shows a buyer, today or on a past day.")
        {
            Answer = typeof(BuyerView), Query = ["asOf"],
        },
        new("ExplainBuyer", "get", "shops/{shop}/buyers/{id}/explain",
            "Shows the reasons for a buyer's labels, and what would change them.")
        {
            Answer = typeof(ExplanationView), Query = ["asOf"],
        },
        new("GetBuyerHistory", "get", "shops/{shop}/buyers/{id}/history", "Lists a buyer's orders, newest first, page by page.")
        {
            Answer = typeof(OrderView), IsPage = true, Query = ["asOf", "limit", "token"],
        },
        new("UnmergeBuyer", "post", "shops/{shop}/buyers/{id}/unmerge", "Undoes a wrong merge."),
        new("ShareIdentifier", "post", "shops/{shop}/identifiers/shared",
            "Marks an e-mail address or phone number as shared by several people.")
        {
            Status = 204, Body = "application/json",
        },
        new("GetAccount", "get", "shops/{shop}/accounts/{company}", "Shows a company's account.") { Answer = typeof(AccountView) },
    ];

    private static IEnumerable<ApiOperation> Results() =>
    [
        new("ListOffers", "get", "shops/{shop}/offers", "Lists offers by kind and state, as pages of JSON or as one CSV file.")
        {
            Answer = typeof(OfferView), IsPage = true, Query = ["kind", "state", "format", "limit", "token"],
        },
        new("MarkOfferSent", "post", "shops/{shop}/offers/{id}/sent", "Reports that an offer was sent.") { Status = 204 },
        new("RecordOfferOutcome", "post", "shops/{shop}/offers/{id}/outcome", "Reports that a buyer used an offer, and the discount.")
        {
            Status = 204, Body = "application/json",
        },
        new("ListReports", "get", "shops/{shop}/reports", "Lists the days that have a report, newest first.")
        {
            Answer = typeof(DateOnly), IsList = true,
        },
        new("GetReport", "get", "shops/{shop}/reports/{date}", "Returns the report of a day, or the latest report.")
        {
            Answer = typeof(ShopReport),
        },
        new("GetScorecard", "get", "shops/{shop}/scorecard", "Shows the model in force and its scores.") { Answer = typeof(ModelFigures) },
        new("GetUplift", "get", "shops/{shop}/uplift", "Shows the measured effect of the offers.") { Answer = typeof(UpliftView) },
        new("ListRuns", "get", "shops/{shop}/runs", "Lists the nightly runs of the last 31 days.")
        {
            Answer = typeof(RunSummaryView), IsList = true,
        },
        new("GetRun", "get", "shops/{shop}/runs/{date}", "Shows the progress of a nightly run.") { Answer = typeof(RunView) },
        new("GetFile", "get", "shops/{shop}/files/{name}", "Returns the buyers as a CSV file for Mailchimp, Klaviyo or Shopify.")
        {
            ContentType = "text/csv",
        },
    ];

    private static IEnumerable<ApiOperation> Service() =>
    [
        new("ReceiveWebhook", "post", "webhooks/{platform}/{shop}", "Receives a signed webhook of a shop platform.", ApiKeyLevel.Anonymous)
        {
            Body = "application/json",
        },
        new("GetDashboard", "get", "dashboard", "Returns the dashboard, a page that reads this API.", ApiKeyLevel.Anonymous)
        {
            ContentType = "text/html",
        },
        new("GetDashboardFile", "get", "dashboard/{file}", "Returns a file of the dashboard.", ApiKeyLevel.Anonymous)
        {
            ContentType = "text/javascript",
        },
        new("GetOpenApi", "get", "openapi.json", "Returns this document.", ApiKeyLevel.Anonymous),
        new("Live", "get", "health/live", "Answers when the process runs.", ApiKeyLevel.Anonymous),
        new("Ready", "get", "health/ready", "Answers whether the app can work.", ApiKeyLevel.Anonymous),
        new("Health", "get", "health", "Shows the state of the app's parts, and what is wrong with them.") { Answer = typeof(HealthView) },
        new("ListPoisonQueues", "get", "operations/poison", "Counts the messages that were given up, by queue.", ApiKeyLevel.Admin),
        new("ListPoison", "get", "operations/poison/{queue}", "Lists a queue's messages that were given up.", ApiKeyLevel.Admin)
        {
            Answer = typeof(PoisonView), IsList = true,
        },
        new("ReadPoison", "get", "operations/poison/{queue}/{id}", "Shows one such message with masked identifiers.", ApiKeyLevel.Admin)
        {
            Answer = typeof(PoisonView),
        },
        new("RetryPoison", "post", "operations/poison/{queue}/{id}", "Puts one such message or all back on the queue.", ApiKeyLevel.Admin),
        new("DropPoison", "delete", "operations/poison/{queue}/{id}", "Deletes one such message or all.", ApiKeyLevel.Admin),
        new("RebuildShop", "post", "operations/rebuild/{shop}", "Compares a shop's buyers with their ledgers.", ApiKeyLevel.Admin)
        {
            Answer = typeof(RebuildStarted), Status = 202, Query = ["repair"],
        },
        new("SweepEvents", "post", "operations/events/{shop}", "Publishes the events that wait in a shop's outboxes.", ApiKeyLevel.Admin)
        {
            Answer = typeof(SweepStarted), Status = 202,
        },
    ];
}
