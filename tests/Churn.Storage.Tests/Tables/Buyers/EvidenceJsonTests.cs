using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Storage.Tables.Buyers;

namespace Churn.Storage.Tests.Tables.Buyers;

public sealed class EvidenceJsonTests
{
    /// <summary>The limit of a column, which is 64 KiB of UTF-16.</summary>
    private const int MaxCharacters = 32 * 1024;

    private static readonly DateTimeOffset Day = new(2026, 6, 1, 10, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void Write_NoEvidence_IsNoColumn()
    {
        Assert.Null(EvidenceJson.Write(Evidence.None));
        Assert.True(EvidenceJson.Read(null).IsEmpty);
    }

    [Fact]
    public void Read_WhatRandomEvidenceWrote_IsTheSameEvidence()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var pool = Enumerable.Range(0, 8).Select(number => Made(random, (IdentifierKind)(number % 5))).ToList();
            var evidence = Evidence.Of(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Set(random, pool)));

            var text = EvidenceJson.Write(evidence);
            var read = EvidenceJson.Read(text);

            Assert.True(evidence.Equals(read), $"Seed {seed}: other evidence was read from {text}.");
            Assert.Equal(text, EvidenceJson.Write(read));
        }
    }

    [Fact]
    public void Write_AsMuchAsEvidenceKeeps_FitsIntoAColumnAndComesBack()
    {
        var random = new Random(1);
        var pool = Enumerable.Range(0, 4 * Evidence.MaxIdentifiers).Select(_ => Made(random, IdentifierKind.Email)).ToList();
        var evidence = Evidence.Of(Enumerable.Range(0, 2 * Evidence.MaxSets).Select(_ => Set(random, pool)));

        var text = EvidenceJson.Write(evidence)!;

        Assert.True(text.Length < MaxCharacters, $"The text has {text.Length} characters.");
        Assert.True(evidence.Equals(EvidenceJson.Read(text)));
    }

    [Theory]
    [InlineData("""{"i":["x:1"],"s":[]}""")]
    [InlineData("null")]
    public void Read_WhatIsNoEvidence_SaysSoWithoutTheText(string text)
    {
        var failure = Assert.Throws<FormatException>(() => EvidenceJson.Read(text));

        Assert.DoesNotContain("x:1", failure.Message, StringComparison.Ordinal);
    }

    private static EvidenceSet Set(Random random, List<Identifier> pool)
    {
        var first = Day.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 900));
        return new EvidenceSet(
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => pool[random.Next(pool.Count)])],
            first,
            first.AddTicks(random.NextInt64(TimeSpan.TicksPerDay)));
    }

    private static Identifier Made(Random random, IdentifierKind kind)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Identifier(kind, Convert.ToHexStringLower(bytes));
    }
}
