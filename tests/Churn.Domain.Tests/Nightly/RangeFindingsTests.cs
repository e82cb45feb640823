using System.IO.Compression;
using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Nightly;

/// <summary>Tests the form in which a range's findings are kept until its run has finished.</summary>
public sealed class RangeFindingsTests
{
    private const int Seed = 17;
    private const int Buyers = 5_000;

    private static readonly Shop Shop = AShop.Named("found");
    private static readonly DateOnly Date = new(2026, 5, 14);

    [Fact]
    public void FromBytes_AfterToBytes_IsTheSameAgain()
    {
        var bytes = Findings(Buyers).ToBytes();

        Assert.Equal(bytes, RangeFindings.FromBytes(bytes).ToBytes());
    }

    [Fact]
    public void ToBytes_NoBuyers_CanBeRead() => Assert.Equal(0, RangeFindings.FromBytes(new RangeFindings().ToBytes()).Buyers);

    [Fact]
    public void ToBytes_ManyBuyers_IsJsonOfFewBytesABuyer()
    {
        var bytes = Findings(Buyers).ToBytes();
        using var plain = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(plain);

        Assert.Equal(Findings(Buyers).Buyers, json.RootElement.GetProperty("buyers").GetInt32());
        Assert.InRange(bytes.Length, Buyers, 30 * Buyers);
    }

    [Fact]
    public void FromBytes_DamagedBytes_AreReadOrRefusedAndNothingElse()
    {
        var random = new Random(Seed);
        var good = Findings(200).ToBytes();
        for (var round = 0; round < 2_000; round++)
        {
            var bad = good[..(good.Length - random.Next(2) * random.Next(good.Length))];
            bad[random.Next(bad.Length)] = (byte)random.Next(256);

            var thrown = Record.Exception(() => RangeFindings.FromBytes(bad));

            Assert.True(thrown is null or FormatException, $"Seed {Seed}, round {round}: {thrown}");
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":4,"buyers":0,"repeatBuyers":0,"anonymous":0,"forCompanies":0,"histories":[],"spend":[],"clients":[],"contracts":[],"sample":[],"sampledBelow":0,"tally":null}""")]
    [InlineData("""{"version":5,"buyers":0,"repeatBuyers":0,"anonymous":0,"forCompanies":0,"histories":[{"t":1,"x":2,"tx":5,"buyers":1}],"spend":[],"clients":[],"contracts":[],"sample":[],"sampledBelow":0,"tally":null}""")]
    public void FromBytes_AnotherVersionOrImpossible_IsRefused(string json)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new BrotliStream(bytes, CompressionLevel.Fastest))
        {
            compressed.Write(System.Text.Encoding.UTF8.GetBytes(json));
        }

        Assert.Throws<FormatException>(() => RangeFindings.FromBytes(bytes.ToArray()));
    }

    private static RangeFindings Findings(int buyers)
    {
        var findings = new RangeFindings();
        var synthetic = new SyntheticBuyers(Shop, buyers, Seed, Date);
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            foreach (var buyer in synthetic.OfBucket(Buckets.Name(bucket), ARulebook.For(Shop.BusinessModel), Date))
            {
                findings.Add(buyer, Date);
            }
        }

        return findings;
    }
}
