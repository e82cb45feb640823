using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.StandIns.Queues;

[Collection(AzuriteCollection.Name)]
public sealed class QueueMessageTests(AzuriteFixture azurite)
{
    private const int MaxBytes = 64 * 1024;

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("  spaces around  ")]
    [InlineData("<a b=\"c\">&amp; ]]> '</a>")]
    [InlineData("Zoë, 東京, 🛍️, \u00A0\u200B")]
    [InlineData("tab\tand\nline feed")]
    [InlineData("{\"v\":1,\"shop\":\"o'hara\"}")]
    public async Task SendMessageAsync_AnyXmlText_ComesBackAsSent(string text)
    {
        foreach (QueueMessageEncoding encoding in new[] { QueueMessageEncoding.None, QueueMessageEncoding.Base64 })
        {
            QueueClient queue = await QueueLab.CreateAsync(azurite, QueueLab.Options(encoding));

            SendReceipt sent = await queue.SendMessageAsync(text);
            QueueMessage received = await queue.ReceiveMessageAsync();

            Assert.Equal(text, received.MessageText);
            Assert.Equal(Encoding.UTF8.GetBytes(text), received.Body.ToArray());
            Assert.Equal(sent.MessageId, received.MessageId);
        }
    }

    [Fact]
    public async Task SendMessageAsync_CharacterXmlCannotCarryAsBase64_ComesBackAsSent()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite, QueueLab.Options(QueueMessageEncoding.Base64));

        await queue.SendMessageAsync("bell \u0007\u0000\r\n");

        Assert.Equal("bell \u0007\u0000\r\n", (await queue.ReceiveMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task SendMessageAsync_BinaryDataAsBase64_KeepsEveryByte()
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite, QueueLab.Options(QueueMessageEncoding.Base64));
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        await queue.SendMessageAsync(BinaryData.FromBytes(bytes));

        Assert.Equal(bytes, (await queue.PeekMessageAsync()).Value.Body.ToArray());
    }

    [Fact]
    public async Task ReceiveMessageAsync_Base64TextReadAsNone_IsTheBase64Itself()
    {
        QueueClient sender = await QueueLab.CreateAsync(azurite, QueueLab.Options(QueueMessageEncoding.Base64));
        var reader = new QueueClient(azurite.ConnectionString, sender.Name, QueueLab.Options());

        await sender.SendMessageAsync("Zoë");

        // printf 'Zoë' | base64
        Assert.Equal("Wm/Dqw==", (await reader.ReceiveMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task ReceiveMessageAsync_PlainTextReadAsBase64_FailsUnlessAHandlerTakesIt()
    {
        QueueClient sender = await QueueLab.CreateAsync(azurite);
        await sender.SendMessageAsync("not base64!");
        var strict = new QueueClient(azurite.ConnectionString, sender.Name, QueueLab.Options(QueueMessageEncoding.Base64));
        QueueClientOptions options = QueueLab.Options(QueueMessageEncoding.Base64);
        var taken = new List<string>();
        options.MessageDecodingFailed += failed =>
        {
            taken.Add(failed.PeekedMessage.Body.ToString());
            return Task.CompletedTask;
        };
        var tolerant = new QueueClient(azurite.ConnectionString, sender.Name, options);

        await Assert.ThrowsAsync<FormatException>(() => strict.PeekMessagesAsync(32));
        PeekedMessage[] peeked = await tolerant.PeekMessagesAsync(32);

        Assert.Empty(peeked);
        Assert.Equal(["not base64!"], taken);
    }

    [Theory]
    [InlineData(QueueMessageEncoding.None, MaxBytes)]
    [InlineData(QueueMessageEncoding.Base64, MaxBytes / 4 * 3)]
    public async Task SendMessageAsync_OneByteOverTheLimit_IsRefusedAs413(QueueMessageEncoding encoding, int limit)
    {
        QueueClient queue = await QueueLab.CreateAsync(azurite, QueueLab.Options(encoding));
        Assert.Equal(MaxBytes, queue.MessageMaxBytes);

        await queue.SendMessageAsync(new string('x', limit));
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => queue.SendMessageAsync(new string('x', limit + 1)));

        Assert.Equal(413, failure.Status);
        Assert.Equal(QueueErrorCode.RequestBodyTooLarge, failure.ErrorCode);
        Assert.Equal(limit, (await queue.ReceiveMessageAsync()).Value.MessageText.Length);
    }
}
