using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Churn.Cli.CommandLine;
using Churn.Cli.Commands;

namespace Churn.LocalHost.Tests.Simulation;

public sealed class SimulateCommandTests : IDisposable
{
    private const int Seed = 20110401;

    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("simulate").FullName, "orders.csv");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task MakeAsync_TheSameFileTwice_PrintsTheSameBytes()
    {
        WriteFile();

        var first = await SimulateCommand.MakeAsync(Asked("--every", "7"), _ => { }, default);
        var second = await SimulateCommand.MakeAsync(Asked("--every", "7"), _ => { }, default);

        Assert.True(first == second, $"Seed {Seed}: the second run gives another text.");
        Assert.Contains("Buyers by relationship at the end of the month", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeAsync_EveryMonth_CountsEveryBuyerOnceAndOffersOfMonthsAddUp()
    {
        WriteFile();

        var json = JsonDocument.Parse(await SimulateCommand.MakeAsync(Asked("--json", "--every", "5"), _ => { }, default)).RootElement;

        var months = json.GetProperty("months").EnumerateArray().ToList();
        Assert.Equal(["2011-01", "2011-02", "2011-03", "2011-04"], months.Select(month => month.GetProperty("month").GetString()));
        foreach (var month in months)
        {
            var buyers = month.GetProperty("buyers").GetInt32();
            Assert.Equal(buyers, month.GetProperty("relationships").EnumerateObject().Sum(label => label.Value.GetInt32()));
            Assert.Equal(buyers, month.GetProperty("activities").EnumerateObject().Sum(label => label.Value.GetInt32()));
        }

        var inMonths = months.SelectMany(month => month.GetProperty("offers").EnumerateArray())
            .ToLookup(offer => offer.GetProperty("kind").GetString());
        Assert.NotEmpty(json.GetProperty("offers").EnumerateArray());
        Assert.All(json.GetProperty("offers").EnumerateArray(), offer => Assert.Equal(
            Sum(offer), inMonths[offer.GetProperty("kind").GetString()].Sum(Sum)));

        // By the run of 1 May the app has seen sixty buyers for four months, which is enough for statistics.
        Assert.NotEqual("Rules", months[^1].GetProperty("model").GetProperty("tier").GetString());
    }

    [Fact]
    public async Task MakeAsync_UntilADay_SeesNothingLater()
    {
        WriteFile();

        var text = await SimulateCommand.MakeAsync(Asked("--json", "--every", "30", "--until", "2011-02-10"), _ => { }, default);
        var json = JsonDocument.Parse(text).RootElement;

        var asOf = json.GetProperty("months").EnumerateArray().Last().GetProperty("asOf").GetString()!;
        Assert.Equal(new DateOnly(2011, 2, 11), DateOnly.Parse(asOf, CultureInfo.InvariantCulture));
    }

    private static int Sum(JsonElement offer) => offer.GetProperty("flagged").GetInt32() + offer.GetProperty("heldOut").GetInt32();

    private ParseResult Asked(params string[] more) =>
        ChurnCommandLine.Create().Parse(["simulate", _file, "--currency", "GBP", "--business-model", "Consumables", .. more]);

    // Writes sixty buyers over four months, half of them with a rhythm, and a return now and then.
    private void WriteFile()
    {
        var chance = new Random(Seed);
        var lines = new StringBuilder("customer_id,date,value,order_id,kind\n");
        var order = 1_000;
        for (var buyer = 1; buyer <= 60; buyer++)
        {
            for (var day = chance.Next(40); day < 120; day += buyer % 2 == 0 ? 500 : 15 + chance.Next(20))
            {
                var at = new DateTime(2011, 1, 1, 10, chance.Next(60), 0, DateTimeKind.Utc).AddDays(day);
                var value = chance.Next(1_000, 9_000) / 100m;
                lines.Append(CultureInfo.InvariantCulture, $"{buyer},{at:yyyy-MM-dd HH:mm:ss},{value},{order++},sale\n");
                if (chance.Next(10) == 0)
                    lines.Append(CultureInfo.InvariantCulture, $"{buyer},{at.AddDays(2):yyyy-MM-dd HH:mm:ss},5,{order++},return\n");
            }
        }

        File.WriteAllText(_file, lines.ToString());
    }
}
