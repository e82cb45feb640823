using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;

namespace Churn.LocalHost.Tests.CommandLine;

public sealed class CommandLineParserTests
{
    [Fact]
    public void Parse_Nothing_Serves() => Assert.Equal(new CommandLineOptions(), CommandLineParser.Parse([]));

    [Fact]
    public void Parse_ServeOptions_AreAllTaken() =>
        Assert.Equal(
            new CommandLineOptions { Port = 7072, Storage = "x=y", Lease = TimeSpan.FromSeconds(30), Verbose = true },
            CommandLineParser.Parse(["--port", "7072", "--storage", "x=y", "--lease", "30", "--verbose"]));

    [Fact]
    public void Parse_Replay_TakesFileAndItsOptionsInAnyOrder() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Replay, File = "a.csv", Shop = "cdnow", Speed = 12.5, Currency = "USD", Skip = 3, InMemory = true },
            CommandLineParser.Parse(["replay", "--speed", "12.5", "a.csv", "--shop", "cdnow", "--currency", "usd", "--skip", "3", "--in-memory"]));

    [Fact]
    public void Parse_SpeedMax_IsNoLimit() =>
        Assert.Null(CommandLineParser.Parse(["replay", "a.csv", "--shop", "s", "--speed", "max"]).Speed);

    [Fact]
    public void Parse_Status_TakesAnAccount() =>
        Assert.Equal(new CommandLineOptions { Command = CommandKind.Status, Account = "stchurn" }, CommandLineParser.Parse(["status", "--account", "stchurn"]));

    [Theory]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("replay", "a.csv", "--shop", "s")]
    [InlineData("import", "a.csv", "--shop", "s")]
    [InlineData("status", "--in-memory")]
    [InlineData("status", "--storage", "x=y")]
    public void Parse_AccountWhereItDoesNotBelong_IsRefused(params string[] arguments) =>
        Assert.Contains("--account", Assert.Throws<LocalHostException>(() => CommandLineParser.Parse([.. arguments, "--account", "stchurn"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_Rebuild_TakesShopAndRepair() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Rebuild, Shop = "cdnow", Repair = true },
            CommandLineParser.Parse(["rebuild", "--shop", "cdnow", "--repair"]));

    [Fact]
    public void Parse_Import_TakesFileShopAndMapping() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Import, File = "a.csv.gz", Shop = "uci", Mapping = "m.json" },
            CommandLineParser.Parse(["import", "a.csv.gz", "--shop", "uci", "--mapping", "m.json"]));

    [Fact]
    public void Parse_Simulate_TakesFileModelPeriodAndForm() =>
        Assert.Equal(
            new CommandLineOptions
            {
                Command = CommandKind.Simulate, File = "a.csv", Shop = "uci", BusinessModel = BusinessModel.Wholesale, Currency = "GBP", EveryDays = 7, Until = new(2011, 3, 31), Json = true,
            },
            CommandLineParser.Parse(
                ["simulate", "a.csv", "--shop", "uci", "--business-model", "wholesale", "--currency", "GBP", "--every", "7", "--until", "2011-03-31", "--json"]));

    [Fact]
    public void Parse_Policy_TakesActionFileAndShop() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Policy, Action = "dry-run", File = "p.json", Shop = "demo" },
            CommandLineParser.Parse(["policy", "dry-run", "p.json", "--shop", "demo"]));

    [Fact]
    public void Parse_Explain_TakesBuyerShopAndDay() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Explain, Buyer = "customer:7", Shop = "tea", Date = "2026-05-14", Json = true, Account = "stchurn" },
            CommandLineParser.Parse(["explain", "customer:7", "--shop", "tea", "--date", "2026-05-14", "--json", "--account", "stchurn"]));

    [Fact]
    public void Parse_Offers_TakesKindAndState() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Offers, Shop = "tea", Kind = "vip", State = "heldout" },
            CommandLineParser.Parse(["offers", "--shop", "tea", "--kind", "vip", "--state", "heldout"]));

    [Fact]
    public void Parse_Poison_TakesActionQueueAndMessage() =>
        Assert.Equal(
            new CommandLineOptions { Command = CommandKind.Poison, Action = "retry", Queue = "orders", MessageId = "all" },
            CommandLineParser.Parse(["poison", "retry", "orders", "all"]));

    [Theory]
    [InlineData("demo --help")]
    [InlineData("replay -h")]
    public void Parse_Help_IsTakenBeforeAnythingIsAsked(string line) => Assert.True(CommandLineParser.Parse(line.Split(' ')).Help);

    [Theory]
    [InlineData("play", "There is no command 'play'; there are demo, replay, simulate, import, feedback, report, offers, explain, policy, rebuild, status, poison and prove-erased, and --help says more.")]
    [InlineData("demo now", "'now' is one argument too many; --help says what there is.")]
    [InlineData("replay a.csv", "replay needs a file and a shop: replay FILE.csv --shop NAME.")]
    [InlineData("replay --shop x", "replay needs a file and a shop: replay FILE.csv --shop NAME.")]
    [InlineData("replay a.csv b.csv --shop x", "'b.csv' is one argument too many; --help says what there is.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--port --verbose", "--port needs a value.")]
    [InlineData("--port 70000", "--port needs a whole number from 0 to 65535, and got '70000'.")]
    [InlineData("--lease 0", "--lease needs a whole number from 1 to 604800, and got '0'.")]
    [InlineData("--colour", "There is no option '--colour'; --help says what there is.")]
    [InlineData("replay a.csv --shop x --speed 0", "--speed needs max or a number of orders a second, and got '0'.")]
    [InlineData("replay a.csv --shop x --currency dollars", "--currency needs a code of three letters, and got 'dollars'.")]
    [InlineData("--in-memory --storage x", "--in-memory and --storage exclude each other.")]
    [InlineData("--shop x", "--shop and --currency belong to replay, import, feedback, simulate, policy, rebuild, report, offers and explain.")]
    [InlineData("import a.csv", "import needs a file and a shop: import FILE --shop NAME.")]
    [InlineData("--mapping a.json", "--mapping belongs to import.")]
    [InlineData("rebuild", "rebuild needs a shop: rebuild --shop NAME.")]
    [InlineData("rebuild x", "'x' is one argument too many; --help says what there is.")]
    [InlineData("poison", "poison takes list [QUEUE], show QUEUE ID, retry QUEUE ID|all or drop QUEUE ID|all.")]
    [InlineData("poison retry orders", "poison takes list [QUEUE], show QUEUE ID, retry QUEUE ID|all or drop QUEUE ID|all.")]
    [InlineData("poison list orders x", "poison takes list [QUEUE], show QUEUE ID, retry QUEUE ID|all or drop QUEUE ID|all.")]
    [InlineData("poison drop orders x y", "'y' is one argument too many; --help says what there is.")]
    [InlineData("report", "report needs a shop: report --shop NAME.")]
    [InlineData("offers", "offers needs a shop: offers --shop NAME.")]
    [InlineData("explain --shop x", "explain needs a buyer and a shop: explain BUYER --shop NAME.")]
    [InlineData("status --json", "--json belongs to report, offers, explain and simulate.")]
    [InlineData("offers --shop x --date 2026-05-14", "--date belongs to report and explain.")]
    [InlineData("report --shop x --kind vip", "--kind and --state belong to offers.")]
    [InlineData("serve --stay", "--stay belongs to demo.")]
    [InlineData("demo --repair", "--repair belongs to rebuild.")]
    public void Parse_WhatCannotBe_IsOneSentence(string line, string expected) =>
        Assert.Equal(expected, Assert.Throws<LocalHostException>(() => CommandLineParser.Parse(line.Split(' '))).Message);
}
