using System.Text;
using Churn.Domain.Reports;
using Churn.Statistics.Histories;

namespace Churn.Domain.Runs;

/// <summary>Findings as bytes: version, counts, groups, spend, clients, contracts, sample, the report's counts. Whole numbers take as few bytes as they need.</summary>
internal static class RangeFindingsFormat
{
    private const byte Version = 4;

    internal static byte[] Write(RangeFindings findings)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Version);
        writer.Write7BitEncodedInt(findings.Buyers);
        writer.Write7BitEncodedInt(findings.RepeatBuyers);
        writer.Write7BitEncodedInt(findings.Anonymous);
        writer.Write7BitEncodedInt(findings.ForCompanies);
        var histories = findings.Histories.ToBytes();
        writer.Write7BitEncodedInt(histories.Length);
        writer.Write(histories);
        writer.Write7BitEncodedInt(findings.Spend.Count);
        foreach (var (days, bin, buyers) in findings.Spend.Groups)
        {
            writer.Write7BitEncodedInt(days);
            writer.Write7BitEncodedInt(bin);
            writer.Write7BitEncodedInt(buyers);
        }

        writer.Write7BitEncodedInt(findings.Clients.Count);
        foreach (var client in findings.ClientsInOrder())
        {
            writer.Write7BitEncodedInt(client.X);
            writer.Write7BitEncodedInt(client.Tx);
            writer.Write7BitEncodedInt(client.T);
            writer.Write7BitEncodedInt(client.Bin ?? -1);
        }

        writer.Write7BitEncodedInt(findings.Contracts.Count);
        foreach (var (renewals, ended, contracts) in findings.Contracts.Groups)
        {
            writer.Write7BitEncodedInt(renewals);
            writer.Write(ended);
            writer.Write7BitEncodedInt(contracts);
        }

        Write(writer, findings.Sample);
        var tally = findings.Tally?.ToBytes() ?? [];
        writer.Write7BitEncodedInt(tally.Length);
        writer.Write(tally);
        writer.Flush();
        return stream.ToArray();
    }

    internal static RangeFindings Read(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            return reader.ReadByte() == Version ? Read(reader) : throw new FormatException("The findings are of another version of the app.");
        }
        catch (EndOfStreamException)
        {
            throw new FormatException("The findings are cut off.");
        }
    }

    private static RangeFindings Read(BinaryReader reader)
    {
        var (buyers, repeat, anonymous, forCompanies) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        var findings = new RangeFindings { Histories = GroupedHistories.FromBytes(reader.ReadBytes(reader.Read7BitEncodedInt())) };
        (findings.Buyers, findings.RepeatBuyers, findings.Anonymous, findings.ForCompanies) = (buyers, repeat, anonymous, forCompanies);
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            findings.Spend.Add(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (x, tx, t, bin) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            findings.Clients.Add(new ClientRow(x, tx, t, bin < 0 ? null : bin));
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            findings.Contracts.Add(reader.Read7BitEncodedInt(), reader.ReadBoolean(), reader.Read7BitEncodedInt());
        }

        Read(reader, findings.Sample);
        if (reader.Read7BitEncodedInt() is > 0 and var length)
        {
            findings.Tally = ReportTally.FromBytes(reader.ReadBytes(length));
        }

        return findings;
    }

    private static void Write(BinaryWriter writer, BuyerSample sample)
    {
        var drawn = sample.Buyers;
        writer.Write(sample.Below);
        writer.Write7BitEncodedInt(drawn.Count);
        foreach (var buyer in drawn)
        {
            writer.Write(buyer.Place);
            writer.Write7BitEncodedInt(buyer.PurchaseDays);
            writer.Write7BitEncodedInt(buyer.Days.Length);
            var before = 0;
            foreach (var day in buyer.Days)
            {
                writer.Write7BitEncodedInt(day - before);
                before = day;
            }
        }
    }

    private static void Read(BinaryReader reader, BuyerSample sample)
    {
        var below = reader.ReadUInt64();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var (place, purchaseDays, days, day) = (reader.ReadUInt64(), reader.Read7BitEncodedInt(), new int[reader.Read7BitEncodedInt()], 0);
            for (var i = 0; i < days.Length; i++)
            {
                days[i] = day += reader.Read7BitEncodedInt();
            }

            sample.AddRead(new SampledBuyer(place, purchaseDays, days));
        }

        sample.Limit(below);
    }
}
