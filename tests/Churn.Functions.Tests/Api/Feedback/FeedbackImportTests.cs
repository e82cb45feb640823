using System.IO.Compression;
using System.Text;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Functions.Api.Feedback;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Functions.Tests.Api.Feedback;

public sealed class FeedbackImportTests
{
    private static readonly Shop Shop = AShop.Named("demo");

    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly FeedbackImport _import;

    public FeedbackImportTests()
    {
        var (buyers, offers) = (_scenario.Buyers, _scenario.Storage.Offers);
        var publisher = new OfferPublisher(buyers, _scenario.Identities, offers, _scenario.Outbox, _scenario.Shops, _scenario.Time);
        _import = new FeedbackImport(new FeedbackRecorder(
            buyers, _scenario.Identities, _scenario.RowBuilder, publisher, new OfferCloser(buyers, offers, _scenario.Time), _scenario.Time));
    }

    [Fact]
    public async Task TakeAsync_KindAndScore_AreKeptWithTheBuyersWhoGaveThem()
    {
        var (jo, kim) = (await OrderAsync("1", "jo@example.org", null), await OrderAsync("2", null, "77"));

        var came = await TakeAsync(
            "email,customer_id,kind,score,at\nJo@Example.org,,NPS,9,2026-11-20T10:00:00Z\n,77,csat,4,2026-11-20\n"
            + "nobody@example.org,,nps,3,2026-11-20\n");

        Assert.Equal((3, 2, 1, 0), (came.Rows, came.Known, came.Unknown, came.Unread));
        Assert.Equal(9, (await FeedbackAsync(jo)).Nps!.Value.Score);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 23, 0, 0, TimeSpan.Zero), (await FeedbackAsync(kim)).Csat!.Value.At);
    }

    [Fact]
    public async Task TakeAsync_ColumnForEachQuestion_ARowMayAnswerBothOrOne()
    {
        var jo = await OrderAsync("1", "jo@example.org", null);

        var came = await TakeAsync(
            "e-mail;nps;csat;at\n".Replace(';', ',') + "jo@example.org,10,,2026-11-20\njo@example.org,,2,2026-11-21\n");

        Assert.Equal((2, 0), (came.Known, came.Unread));
        Assert.Equal((10, 2), ((await FeedbackAsync(jo)).Nps!.Value.Score, (await FeedbackAsync(jo)).Csat!.Value.Score));
    }

    [Fact]
    public async Task TakeAsync_BrokenRows_AreToldByLineWithoutTheirWords()
    {
        await OrderAsync("1", "jo@example.org", null);

        var came = await TakeAsync(
            "email,kind,score,at\njo@example.org,nps,11,2026-11-20\njo@example.org,stars,5,2026-11-20\n,nps,5,2026-11-20\n"
            + "jo@example.org,nps,5,someday\njo@example.org,nps,,2026-11-20\njo@example.org,nps,8,2026-11-20\n");

        Assert.Equal((6, 1, 5), (came.Rows, came.Known, came.Unread));
        Assert.Equal([2L, 3, 4, 5, 6], came.Problems.Select(problem => problem.Line));
        Assert.All(came.Problems, problem => Assert.DoesNotContain("someday", problem.What, StringComparison.Ordinal));
        Assert.All(came.Problems, problem => Assert.DoesNotContain("jo@", problem.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TakeAsync_SameFileAgainAndCompressed_ChangesNothing()
    {
        var jo = await OrderAsync("1", "jo@example.org", null);
        const string File = "email,kind,score,at\njo@example.org,nps,3,2026-11-20\n";
        await TakeAsync(File);
        var before = (await _scenario.Buyers.GetAsync(jo, default))!;

        await TakeAsync(File, compressed: true);

        Assert.Equal(before.ETag, (await _scenario.Buyers.GetAsync(jo, default))!.ETag);
        Assert.Equal(OfferKind.Care, Assert.Single(await _scenario.Storage.Offers.ListAsync(Shop.Id, default).ToListAsync()).Kind);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("kind,score,at\n", "The file has no column for who answered: email, phone or customer_id.")]
    [InlineData("email,kind,score\n", "The file has no column for when it was answered: at.")]
    [InlineData("email,kind,at\n", "The file has no column for the answers: nps, csat, or kind and score.")]
    public async Task TakeAsync_NoFileOfAnswers_SaysWhatIsMissing(string text, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<FormatException>(() => TakeAsync(text))).Message);

    private async Task<FeedbackImportView> TakeAsync(string text, bool compressed = false)
    {
        using var file = new MemoryStream();
        await using (Stream into = compressed ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true) : new MemoryStream())
        {
            await (compressed ? into : file).WriteAsync(Encoding.UTF8.GetBytes(text));
        }

        file.Position = 0;
        return await _import.TakeAsync(Shop, file, default);
    }

    private async Task<BuyerFeedback> FeedbackAsync(BuyerKey key) => (await _scenario.Buyers.GetAsync(key, default))!.Feedback;

    private async Task<BuyerKey> OrderAsync(string id, string? email, string? customer) =>
        (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, "2026-11-01", email, customerId: customer), default)).Key;
}
