using System.CommandLine;
using Churn.Cli.CommandLine;

namespace Churn.LocalHost.Tests.CommandLine;

public sealed class ChurnCommandLineTests
{
    private static readonly string AFile = typeof(ChurnCommandLineTests).Assembly.Location;

    /// <summary>Every command and option that README.md and docs/ name.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("--port 7072 --storage x=y --lease 30 --verbose")]
    [InlineData("serve --in-memory")]
    [InlineData("demo --stay --port 7072")]
    [InlineData("replay --speed 12.5 FILE --shop cdnow --currency usd --skip 3 --in-memory --port 0 --lease 5")]
    [InlineData("replay FILE --shop cdnow --speed max")]
    [InlineData("simulate FILE --shop uci --business-model wholesale --currency GBP --every 7 --until 2011-03-31 --json")]
    [InlineData("import FILE --shop uci --currency GBP --mapping FILE")]
    [InlineData("feedback FILE --shop demo")]
    [InlineData("policy show --shop demo")]
    [InlineData("policy dry-run FILE --shop demo")]
    [InlineData("policy set FILE --shop demo --storage x=y")]
    [InlineData("report --shop demo --date latest --json")]
    [InlineData("report --shop demo --date 2026-05-14 --account stchurn")]
    [InlineData("offers --shop demo --kind vip --state heldout --currency USD")]
    [InlineData("explain customer:7 --shop tea --date 2026-05-14 --json --account stchurn")]
    [InlineData("status --account stchurn")]
    [InlineData("poison list")]
    [InlineData("poison list orders")]
    [InlineData("poison show orders 1")]
    [InlineData("poison retry orders all")]
    [InlineData("poison drop orders 1 --account stchurn")]
    [InlineData("rebuild --shop cdnow --repair --account stchurn")]
    [InlineData("prove-erased --shop demo --email a@example.com --phone 1 --customer 2 --account stchurn")]
    public void Parse_WhatTheDocumentsName_IsTaken(string line) => Assert.Empty(Parse(line).Errors);

    [Theory]
    [InlineData("play", "'play'")]
    [InlineData("demo now", "'now'")]
    [InlineData("--colour", "'--colour'")]
    [InlineData("replay FILE", "'--shop' is required")]
    [InlineData("replay --shop x", "'FILE' missing")]
    [InlineData("replay nowhere.csv --shop x", "'nowhere.csv'")]
    [InlineData("rebuild --shop No_Name", "--shop needs a shop's name")]
    [InlineData("--port", "'--port'")]
    [InlineData("--port 70000", "--port needs a whole number from 0 to 65535 and got '70000'.")]
    [InlineData("--lease 0", "--lease needs a whole number from 1 to 604800 and got '0'.")]
    [InlineData("replay FILE --shop x --speed 0", "--speed needs max or a number of orders a second and got '0'.")]
    [InlineData("replay FILE --shop x --currency dollars", "--currency needs a code of three letters and got 'dollars'.")]
    [InlineData("simulate FILE --business-model 3", "--business-model needs one of GeneralRetail, Fashion,")]
    [InlineData("simulate FILE --until tomorrow", "--until needs a day like 2026-05-14 and got 'tomorrow'.")]
    [InlineData("offers --shop x --kind nothing", "--kind needs one of")]
    [InlineData("--in-memory --storage x", "--storage and --in-memory exclude each other.")]
    [InlineData("status --account a --storage x", "--storage and --in-memory and --account exclude each other.")]
    [InlineData("import FILE --shop s --account a", "'--account'")]
    [InlineData("serve --stay", "'--stay'")]
    [InlineData("poison retry orders", "'ID|all' missing")]
    [InlineData("policy", "Required command")]
    [InlineData("prove-erased --shop s", "prove-erased needs a person: --email, --phone or --customer.")]
    public void Parse_WhatCannotBe_IsSaidInOneSentence(string line, string expected) =>
        Assert.Contains(expected, string.Join('\n', Parse(line).Errors.Select(error => error.Message)), StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", "replay <FILE>")]
    [InlineData("replay --help", "--speed <max|N>")]
    [InlineData("poison retry -h", "<ID|all>")]
    [InlineData("--version", ".")]
    [InlineData("[suggest:2] re", "replay")]
    [InlineData("[suggest:26] simulate --business-model ", "Consumables")]
    public async Task InvokeAsync_HelpVersionAndCompletions_AreWritten(string line, string expected)
    {
        var output = new StringWriter();

        var exit = await ChurnCommandLine.Create().Parse(Arguments(line)).InvokeAsync(new() { Output = output, Error = output });

        Assert.Equal(0, exit);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_EveryCommandAndOption_IsDescribed()
    {
        List<Command> commands = [ChurnCommandLine.Create()];
        for (var index = 0; index < commands.Count; index++)
        {
            commands.AddRange(commands[index].Subcommands);
        }

        Assert.True(commands.Count > 20);
        Assert.All(commands, command =>
        {
            Symbol[] symbols = [command, .. command.Options, .. command.Arguments];
            Assert.All(symbols, symbol => Assert.False(
                string.IsNullOrWhiteSpace(symbol.Description), $"{command.Name} {symbol.Name} has no description."));
        });
    }

    [Fact]
    public async Task RunAsync_AnUnknownCommand_EndsWithOne() => Assert.Equal(1, await ChurnCommandLine.RunAsync(["play"], default));

    private static ParseResult Parse(string line) => ChurnCommandLine.Create().Parse(Arguments(line));

    // The command line to complete is one argument, as shells pass it.
    private static string[] Arguments(string line) => line.StartsWith('[')
        ? line.Split(' ', 2)
        : [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "FILE" ? AFile : word)];
}
