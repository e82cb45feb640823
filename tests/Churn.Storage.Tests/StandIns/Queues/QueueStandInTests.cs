using System.Net;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Queues;

/// <summary>
/// What only the stand-in promises, so this file is left out of the nuget set: Microsoft's package leaves the first to the service, where
/// Azure refuses it as this does and Azurite does not, and fails on the second with an error about the XML.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class QueueStandInTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("bell \u0007", "U+0007")]
    [InlineData("\u0000", "U+0000")]
    [InlineData("not a character \uFFFE", "U+FFFE")]
    public async Task SendMessageAsync_CharacterXmlCannotCarry_IsRefusedAs400InvalidXmlDocument(string text, string named)
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync(text));

        Assert.Equal(400, failure.Status);
        Assert.Equal(QueueErrorCode.InvalidXmlDocument, failure.ErrorCode);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task SendMessageAsync_ReplyOfAProxyThatIsNoXml_StillFailsWithItsStatus()
    {
        QueueClientOptions options = QueueLab.Options();
        options.Transport = StubTransport.Always(HttpStatusCode.Forbidden, "<html><body>no").ToTransport();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => new QueueClient("AccountName=shop;AccountKey=a2V5", "orders", options).SendMessageAsync("x"));

        Assert.Equal(403, Assert.IsType<RequestFailedException>(failure).Status);
    }
}
