using System.Net;
using Azure;
using Azure.Core;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Moq;

namespace Churn.Storage.Tests.StandIns.Queues;

public sealed class QueuePipelineTests
{
    private const string Connection = "AccountName=shop;AccountKey=a2V5";

    [Fact]
    public void QueueClientOptions_Defaults_AreTheOriginals()
    {
        var options = new QueueClientOptions();

        Assert.Equal(QueueMessageEncoding.None, options.MessageEncoding);
        Assert.Equal(5, options.Retry.MaxRetries);
        Assert.Equal(RetryMode.Exponential, options.Retry.Mode);
        Assert.Equal(TimeSpan.FromSeconds(0.8), options.Retry.Delay);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy")]
    [InlineData(HttpStatusCode.InternalServerError, "OperationTimedOut")]
    [InlineData(HttpStatusCode.RequestTimeout, null)]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    public async Task ReceiveMessagesAsync_ServiceBusyTwice_SucceedsOnTheThirdTry(HttpStatusCode status, string? code)
    {
        var stub = new StubTransport(count => count <= 2
            ? StubTransport.Answer(status, "", code)
            : StubTransport.Answer(HttpStatusCode.OK, "<QueueMessagesList />"));
        QueueClientOptions options = QueueLab.Options();
        options.Transport = stub.ToTransport();

        QueueMessage[] received = await new QueueClient(Connection, "orders", options).ReceiveMessagesAsync(1);

        Assert.Empty(received);
        Assert.Equal(3, stub.Requests.Count);
        Assert.Single(stub.Requests.Select(request => request.Headers.GetValues("x-ms-client-request-id").Single()).Distinct());
    }

    [Fact]
    public async Task SendMessageAsync_ServiceBusyForGood_FailsAfterTheConfiguredRetriesWithStatusCodeAndDetails()
    {
        var stub = StubTransport.Always(
            HttpStatusCode.ServiceUnavailable, "<?xml version=\"1.0\"?><Error><Code>ServerBusy</Code><Message>Try later.</Message><Hint>wait</Hint></Error>", "ServerBusy");
        QueueClientOptions options = QueueLab.Options();
        options.Transport = stub.ToTransport();
        options.Retry.MaxRetries = 2;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => new QueueClient(Connection, "orders", options).SendMessageAsync("secret body"));

        Assert.Equal(3, stub.Requests.Count);
        Assert.Equal((503, "ServerBusy"), (failure.Status, failure.ErrorCode));
        Assert.Contains("Try later.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("wait", failure.Data["Hint"]);
        Assert.DoesNotContain("secret body", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddPolicy_PerCallAndPerRetry_SeesEachCallAndEachTry()
    {
        var stub = new StubTransport(count => count == 1
            ? StubTransport.Answer(HttpStatusCode.ServiceUnavailable)
            : StubTransport.Answer(HttpStatusCode.OK, "<QueueMessagesList />"));
        var (calls, tries) = (new RecordingPolicy(), new RecordingPolicy());
        QueueClientOptions options = QueueLab.Options(QueueMessageEncoding.None, tries);
        options.AddPolicy(calls, HttpPipelinePosition.PerCall);
        options.Transport = stub.ToTransport();
        QueueServiceClient service = new(Connection, options);

        await service.GetQueueClient("orders").ReceiveMessagesAsync(1);

        Assert.Single(calls.Tries);
        Assert.Equal(2, tries.Tries.Count);
        Assert.All(tries.Tries, sent => Assert.Equal("/orders/messages", sent.Uri.AbsolutePath));
    }

    [Fact]
    public async Task SendMessageAsync_CancelledToken_SendsNothing()
    {
        var stub = StubTransport.Always(HttpStatusCode.Created);
        QueueClientOptions options = QueueLab.Options();
        options.Transport = stub.ToTransport();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new QueueClient(Connection, "orders", options).SendMessageAsync("x", cancelled.Token));

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task QueueClient_Mocked_AnswersFromTheMock()
    {
        SendReceipt receipt = QueuesModelFactory.SendReceipt("id", default, default, "pop", default);
        var queue = new Mock<QueueClient>();
        queue.Setup(client => client.SendMessageAsync("text", It.IsAny<CancellationToken>())).ReturnsAsync(Response.FromValue(receipt, Mock.Of<Response>()));
        var service = new Mock<QueueServiceClient>();
        service.Setup(client => client.GetQueueClient("orders")).Returns(queue.Object);

        SendReceipt sent = await service.Object.GetQueueClient("orders").SendMessageAsync("text", CancellationToken.None);

        Assert.Equal(("id", "pop"), (sent.MessageId, sent.PopReceipt));
    }

    [Fact]
    public void QueuesModelFactory_QueueMessage_HasBothTextAndBody()
    {
        QueueMessage message = QueuesModelFactory.QueueMessage("id", "pop", "Zoë", 3);
        QueueMessage moved = message.Update(QueuesModelFactory.UpdateReceipt("pop 2", DateTimeOffset.UnixEpoch));

        Assert.Equal(("Zoë", "Zoë", 3L), (message.MessageText, message.Body.ToString(), message.DequeueCount));
        Assert.Equal(("pop 2", DateTimeOffset.UnixEpoch, "Zoë"), (moved.PopReceipt, moved.NextVisibleOn, moved.MessageText));
    }

    [Fact]
    public void QueueErrorCode_ComparedWithText_IgnoresCase()
    {
        Assert.True(QueueErrorCode.QueueNotFound == "queuenotfound");
        Assert.True("QueueNotFound" == QueueErrorCode.QueueNotFound);
        Assert.True(QueueErrorCode.QueueNotFound != QueueErrorCode.MessageNotFound);
        Assert.Equal("PopReceiptMismatch", QueueErrorCode.PopReceiptMismatch.ToString());
    }
}
