using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.LocalHost.Queues;
using Churn.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Churn.LocalHost.Tests.Queues;

public sealed class MessageLeaseTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly CountingTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private readonly Mock<QueueClient> _queue = new();
    private readonly List<string> _calls = [];
    private int _failures;

    public MessageLeaseTests()
    {
        _queue.Setup(queue => queue.UpdateMessageAsync(
                "id", It.IsAny<string>(), It.IsAny<string>(), It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string receipt, string _, TimeSpan visible, CancellationToken _) => Update(receipt, visible));
        _queue.Setup(queue => queue.DeleteMessageAsync("id", It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string receipt, CancellationToken _) =>
            {
                _calls.Add($"delete {receipt}");
                return Mock.Of<Response>();
            });
    }

    [Fact]
    public async Task Renewal_WorkTakesTwelveMinutes_HappensAtEachHalfLife()
    {
        await using var lease = Begin();
        _time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Empty(_calls);
        PassToRenewal(TimeSpan.FromMinutes(0.1));
        PassToRenewal(TimeSpan.FromMinutes(5));
        _time.Advance(TimeSpan.FromMinutes(2));
        await lease.DeleteAsync();

        Assert.Equal(["00:05:00 update r0 for 00:10:00", "00:10:00 update r1 for 00:10:00", "delete r2"], _calls);
    }

    [Fact]
    public async Task Renewal_Fails_IsTriedAgainSoonerWithTheSameReceipt()
    {
        _failures = 1;
        await using var lease = Begin();
        PassToRenewal(TimeSpan.FromMinutes(5));
        PassToRenewal(TimeSpan.FromMinutes(1));

        Assert.Equal(["00:05:00 fail r0", "00:06:00 update r0 for 00:10:00"], _calls);
    }

    [Fact]
    public async Task Renewal_LeaseAlreadyRanOut_IsNotTriedAgain()
    {
        var attempts = 0;
        _queue.Setup(queue => queue.UpdateMessageAsync(
                "id", It.IsAny<string>(), It.IsAny<string>(), It.IsAny<TimeSpan>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() =>
            {
                Interlocked.Increment(ref attempts);
                throw new RequestFailedException(400, "gone", "PopReceiptMismatch", null);
            });
        await using (var lease = Begin())
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref attempts) == 1, TimeSpan.FromSeconds(30)));

            // Ending waits for the renewal, so afterwards the renewal has decided what to do next.
            await lease.AbandonAsync();
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task ReleaseAsync_ThenDelete_OnlyTheReleaseHappens()
    {
        await using var lease = Begin();
        await lease.ReleaseAsync(TimeSpan.FromSeconds(30));
        await lease.DeleteAsync();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(["00:00:00 update r0 for 00:00:30"], _calls);
    }

    [Fact]
    public async Task DeleteAsync_MessageGone_IsNotAnError()
    {
        _queue.Setup(queue => queue.DeleteMessageAsync("id", It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(400, "gone", "PopReceiptMismatch", null));
        await using var lease = Begin();

        await lease.DeleteAsync();
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_calls);
    }

    private MessageLease Begin() =>
        new(_queue.Object, QueuesModelFactory.QueueMessage("id", "r0", "text", 1), Lease, _time, NullLogger.Instance);

    // The renewal runs on a thread of its own. A step of it ends when it waits again.
    private void PassToRenewal(TimeSpan span)
    {
        var before = _time.Timers.Count;
        _time.Advance(span);
        _time.WaitForTimers(before + 1);
    }

    private Response<UpdateReceipt> Update(string receipt, TimeSpan visible)
    {
        var at = _time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        if (_failures-- > 0)
        {
            _calls.Add($"{at} fail {receipt}");
            throw new RequestFailedException(503, "busy", "ServerBusy", null);
        }

        _calls.Add($"{at} update {receipt} for {visible}");
        var next = $"r{int.Parse(receipt[1..], System.Globalization.CultureInfo.InvariantCulture) + 1}";
        return Response.FromValue(QueuesModelFactory.UpdateReceipt(next, DateTimeOffset.UnixEpoch), Mock.Of<Response>());
    }
}
