using Churn.LocalHost.Functions;
using Churn.LocalHost.Tests.Sample;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Churn.LocalHost.Tests.Functions;

public sealed class FunctionCatalogTests
{
    [Fact]
    public void Discover_SettingNames_AreTakenFromConfiguration()
    {
        var configuration = Configuration(("Schedules:Sample", "0 0 3 * * *"), ("Queues:Sample", "mine"));

        var functions = FunctionCatalog.Discover([typeof(SampleTimerFunctions), typeof(SampleTypedQueueFunctions)], configuration);

        Assert.Equal("0 0 3 * * *", functions.Single(function => function.Name == "SampleTimer").Trigger.Detail);
        Assert.Equal("mine-bytes", functions.Single(function => function.Name == "TypedBytes").Trigger.Detail);
    }

    [Fact]
    public void Discover_SettingMissing_NamesFunctionAndSetting()
    {
        var exception = Assert.Throws<LocalHostException>(() => FunctionCatalog.Discover([typeof(SampleTimerFunctions)], Configuration()));

        Assert.Equal(
            "Function SampleTimer needs the setting 'Schedules:Sample', which is not set: add it to \"Values\" in local.settings.json.",
            exception.Message);
    }

    [Fact]
    public void Discover_BadSchedule_NamesTheFunctionAndWhatIsWrong()
    {
        var exception = Assert.Throws<LocalHostException>(() =>
            FunctionCatalog.Discover([typeof(SampleTimerFunctions)], Configuration(("Schedules:Sample", "0 3 * * *"))));

        Assert.StartsWith(
            "The schedule of function SampleTimer is wrong: '0 3 * * *' is an invalid crontab expression.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("True", 0)]
    [InlineData("1", 0)]
    [InlineData("false", 1)]
    [InlineData("0", 1)]
    [InlineData(null, 1)]
    public void Discover_DisabledByTheHostsSetting_IsNotThereAndNeedsNoSettingOfItsOwn(string? disabled, int found)
    {
        var named = new[] { ("AzureWebJobs.ReadsSettingsQueue.Disabled", disabled), ("Queues:Named", found > 0 ? "named" : null) };
        var settings = Configuration([.. named.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!))]);

        var functions = FunctionCatalog.Discover([typeof(ReadsSettingsQueue)], settings);

        Assert.Equal(Enumerable.Repeat("named", found), functions.Select(function => function.Trigger.Detail));
    }

    [Fact]
    public void Discover_TwoTriggers_IsRefused()
    {
        var exception = Assert.Throws<LocalHostException>(() => FunctionCatalog.Discover([typeof(TwoTriggers)], Configuration()));

        Assert.Equal("Function Two has 2 triggers, and a function has exactly one.", exception.Message);
    }

    [Fact]
    public void Discover_SameNameTwice_IsRefused()
    {
        var exception = Assert.Throws<LocalHostException>(() => FunctionCatalog.Discover([typeof(SameName)], Configuration()));

        Assert.Contains("Two functions are named", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ParameterNobodyCanFill_IsRefusedByName()
    {
        var function = FunctionCatalog.Discover([typeof(OddParameter)], Configuration()).Single();

        var exception = Assert.Throws<LocalHostException>(() => FunctionInvoker.Check(function));

        Assert.Equal("Function Odd has a parameter 'what' of type Stream, which Churn.LocalHost cannot fill.", exception.Message);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();

    private sealed class ReadsSettingsQueue
    {
        [Function("ReadsSettingsQueue")]
        public Task RunAsync([QueueTrigger("%Queues:Named%")] string message) => Task.FromResult(message);
    }

    private sealed class TwoTriggers
    {
        [Function("Two")]
        public Task RunAsync([QueueTrigger("a")] string first, [QueueTrigger("b")] string second) => Task.FromResult(first + second);
    }

    private sealed class SameName
    {
        [Function("Same")]
        public Task OneAsync([QueueTrigger("a")] string message) => Task.FromResult(message);

        [Function("same")]
        public Task TwoAsync([QueueTrigger("b")] string message) => Task.FromResult(message);
    }

    private sealed class OddParameter
    {
        [Function("Odd")]
        public Task RunAsync([QueueTrigger("a")] string message, Stream what) => Task.FromResult((message, what));
    }
}
