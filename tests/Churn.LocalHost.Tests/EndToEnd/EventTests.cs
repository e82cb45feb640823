using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Churn.Domain.Shops;
using Churn.Functions.Api.Shops;
using Churn.Storage.Events;
using Churn.Testing.Azurite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Follows events from signed webhooks over HTTP to the queue that other programs read, and to an endpoint of the shop.</summary>
public sealed class EventTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Webhooks_OfOneBuyer_BecomeEventsInTheQueueAndAtTheEndpoint()
    {
        var posted = new BlockingCollection<string>();
        await using var receiver = await ReceiverAsync(posted);
        var options = new EndpointOptions { Url = $"{AddressOf(receiver)}/in", Secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] };
        await using var shop = await RunningShop.OpenAsync(
            azurite,
            Now,
            configure: services => services
                .PostConfigure<ShopsOptions>(shops => shops["demo"].Endpoints = [options])
                .PostConfigure<EventOptions>(events => events.Sink = EventOptions.Queue));
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(1, 901, "2026-05-01", 10));
        await shop.DrainAsync();
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(2, 901, "2026-05-12", 10));
        await shop.DrainAsync();

        var queued = await QueuedAsync();
        var told = queued.DistinctBy(event_ => (string)event_["id"]!);
        Assert.Equal(["Customer", "Returning"], told.Select(event_ => (string)event_["data"]!["relationship"]!));
        Assert.All(queued, event_ => Assert.Equal(
            (EventTypes.Classified, "/shops/demo", "901"),
            ((string)event_["type"]!, (string)event_["source"]!, (string)event_["data"]!["customerId"]!)));

        // At the endpoint, as in the queue, an event may come again under the same id. It never comes before an earlier one.
        var heard = new List<string>();
        while (heard.Distinct().Count() < 2)
        {
            heard.Add(JsonNode.Parse(Take(posted))!.ToJsonString());
        }

        Assert.Equal(queued.Select(event_ => event_.ToJsonString()).Distinct(), heard.Distinct());
        Assert.Equal(0, await shop.Host.PoisonedAsync());
    }

    // If no program takes events, keeping them would cost a transaction and a message for each order.
    [Fact]
    public async Task Webhooks_NothingTakesEvents_NoneIsKeptOrSent()
    {
        await using var shop = await RunningShop.OpenAsync(azurite, Now);
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(11, 911, "2026-05-01", 10));
        await shop.DrainAsync();
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(12, 911, "2026-05-12", 10));
        await shop.DrainAsync();

        var row = (await shop.Tables.BuyersAsync())["911"].Properties;
        Assert.Equal(("Returning", false), (row["Relationship"].StringValue, row.ContainsKey("Events")));
        Assert.DoesNotContain(await QueuedAsync(), event_ => (string?)event_["data"]?["customerId"] == "911");
    }

    private static string Take(BlockingCollection<string> posted) =>
        posted.TryTake(out var text, Patience) ? text : throw new TimeoutException("No event reached the endpoint in time.");

    private async Task<List<JsonNode>> QueuedAsync()
    {
        var messages = (await new QueueClient(azurite.ConnectionString, "buyer-events").ReceiveMessagesAsync(32)).Value;
        return [.. messages.Select(message => JsonNode.Parse(message.MessageText)!)];
    }

    private static async Task<WebApplication> ReceiverAsync(BlockingCollection<string> posted)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = builder.Build();
        receiver.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            posted.Add(await reader.ReadToEndAsync());
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await receiver.StartAsync();
        return receiver;
    }

    private static string AddressOf(WebApplication receiver) =>
        receiver.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
}
