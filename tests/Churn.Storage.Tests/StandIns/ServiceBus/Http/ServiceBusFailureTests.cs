using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace Churn.Storage.Tests.StandIns.ServiceBus.Http;

public sealed class ServiceBusFailureTests
{
    [Theory]
    [InlineData(400, ServiceBusFailureReason.GeneralError, false, 1)]
    [InlineData(404, ServiceBusFailureReason.MessagingEntityNotFound, false, 1)]
    [InlineData(410, ServiceBusFailureReason.MessagingEntityNotFound, false, 1)]
    [InlineData(413, ServiceBusFailureReason.MessageSizeExceeded, false, 1)]
    [InlineData(429, ServiceBusFailureReason.ServiceBusy, true, 3)]
    [InlineData(503, ServiceBusFailureReason.ServiceBusy, true, 3)]
    [InlineData(408, ServiceBusFailureReason.ServiceTimeout, true, 3)]
    [InlineData(504, ServiceBusFailureReason.ServiceTimeout, true, 3)]
    [InlineData(500, ServiceBusFailureReason.GeneralError, true, 3)]
    public async Task SendMessageAsync_FailureStatus_IsTheReasonAndRetriedIfTransient(int status, ServiceBusFailureReason reason, bool transient, int tries)
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(async (_, context) =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync($"<Error><Code>{status}</Code><Detail>Reason number {status}.</Detail></Error>");
        });
        await using ServiceBusClient client = endpoint.Client(maxRetries: 2);

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("a secret body")));

        Assert.Equal((reason, transient, "buyers"), (failure.Reason, failure.IsTransient, failure.EntityPath));
        Assert.Contains($"Reason number {status}.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(tries, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData("The queue's quota is reached.", ServiceBusFailureReason.QuotaExceeded)]
    [InlineData("The message exceeds the allowed size.", ServiceBusFailureReason.MessageSizeExceeded)]
    public async Task SendMessageAsync_403ForAnotherReasonThanRights_SaysThatReason(string detail, ServiceBusFailureReason reason)
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(async (_, context) =>
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsync($"<Error><Code>403</Code><Detail>{detail}</Detail></Error>");
        });
        await using ServiceBusClient client = endpoint.Client();

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal((reason, false), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task SendMessageAsync_403WithoutAReason_IsUnauthorized()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(403);
        await using ServiceBusClient client = endpoint.Client();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task SendMessageAsync_ThrottledTwice_ArrivesWithTheSameContentEachTime()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(429, 503, 201);
        await using ServiceBusClient client = endpoint.Client();

        await client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("body") { MessageId = "e-1" });

        Assert.Equal(3, endpoint.Requests.Count);
        Assert.Single(endpoint.Requests.Select(sent => (Convert.ToHexString(sent.Body), sent.Headers["BrokerProperties"])).Distinct());
    }

    [Fact]
    public async Task SendMessageAsync_ConnectionDroppedOnce_IsRetried()
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync((count, context) =>
        {
            if (count == 1) context.Abort();
            else context.Response.StatusCode = 201;
            return Task.CompletedTask;
        });
        await using ServiceBusClient client = endpoint.Client();

        await client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task SendMessageAsync_ConnectionDroppedEachTime_IsACommunicationProblem(int maxRetries)
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync((_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using ServiceBusClient client = endpoint.Client(maxRetries);

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (failure.Reason, failure.IsTransient));
        Assert.NotNull(failure.InnerException);
        Assert.Equal(maxRetries + 1, endpoint.Requests.Count);
    }

    [Fact]
    public async Task SendMessageAsync_NobodyThere_IsACommunicationProblem()
    {
        ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync();
        await using ServiceBusClient client = endpoint.Client(maxRetries: 1);
        await endpoint.DisposeAsync();

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, failure.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task SendMessageAsync_NoAnswerWithinTheTryTimeout_IsAServiceTimeout(int maxRetries)
    {
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(NeverAnswer);
        ServiceBusClientOptions options = endpoint.Options(maxRetries);
        options.RetryOptions.TryTimeout = TimeSpan.FromMilliseconds(100);
        await using var client = new ServiceBusClient(
            $"Endpoint=sb://{ServiceBusEndpoint.Namespace}/;SharedAccessKeyName={ServiceBusEndpoint.KeyName};SharedAccessKey={ServiceBusEndpoint.Key}", options);

        var failure = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal((ServiceBusFailureReason.ServiceTimeout, true), (failure.Reason, failure.IsTransient));
    }

    [Fact]
    public async Task SendMessageAsync_CancelledWhileWaiting_IsACancellationAndNotAFailure()
    {
        using var source = new CancellationTokenSource();
        await using ServiceBusEndpoint endpoint = await ServiceBusEndpoint.StartAsync(async (count, context) =>
        {
            await source.CancelAsync();
            await NeverAnswer(count, context);
        });
        await using ServiceBusClient client = endpoint.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"), source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.CreateSender("buyers").SendMessageAsync(new ServiceBusMessage("x"), source.Token));

        Assert.Single(endpoint.Requests);
    }

    private static async Task NeverAnswer(int count, HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(() => aborted.TrySetResult());
        await aborted.Task;
    }
}
