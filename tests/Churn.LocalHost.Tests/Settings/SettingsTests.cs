using Churn.LocalHost.Settings;

namespace Churn.LocalHost.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Parse_TheRepositorysHostFile_HasItsQueueSettings()
    {
        var file = HostFile.Load(Path.Combine(AppContext.BaseDirectory, HostFile.FileName));

        Assert.Equal("api", file.RoutePrefix);
        Assert.False(file.Queues.Base64);
        Assert.Equal((16, 8, 5), (file.Queues.BatchSize, file.Queues.NewBatchThreshold, file.Queues.MaxDequeueCount));
        Assert.Equal(TimeSpan.FromSeconds(30), file.Queues.VisibilityTimeout);
        Assert.Equal(TimeSpan.FromSeconds(5), file.Queues.MaxPollingInterval);
        Assert.Equal("Error", file.LogLevels["Azure.Core"]);
    }

    [Fact]
    public void Parse_EmptyHostFile_HasTheRealHostsDefaults()
    {
        var file = HostFile.Parse("""{ "version": "2.0" }""");

        Assert.Equal("api", file.RoutePrefix);
        Assert.True(file.Queues.Base64);
        Assert.Equal(16, file.Queues.BatchSize);
        Assert.Equal((8 * Environment.ProcessorCount, 5), (file.Queues.NewBatchThreshold, file.Queues.MaxDequeueCount));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(1)), (file.Queues.VisibilityTimeout, file.Queues.MaxPollingInterval));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void Parse_BatchSizeOutsideTheLimit_IsRefused(int size) =>
        Assert.Throws<FormatException>(() => HostFile.Parse($$"""{ "extensions": { "queues": { "batchSize": {{size}} } } }"""));

    [Fact]
    public void Parse_LocalSettings_KeysAreConfigurationKeys()
    {
        var values = LocalSettingsFile.Parse("""
            {
              // comments are allowed, as in the real file
              "IsEncrypted": false,
              "Values": { "AzureWebJobsStorage": "UseDevelopmentStorage=true", "Shops__demo__Currency": "EUR", "Shops:demo:Number": 3 },
            }
            """);

        Assert.Equal("EUR", values["Shops:demo:Currency"]);
        Assert.Equal("3", values["Shops:demo:Number"]);
        Assert.Equal("UseDevelopmentStorage=true", values["AzureWebJobsStorage"]);
    }

    [Fact]
    public void Load_BrokenFile_IsOneSentenceWithThePath()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{}");
            var failure = Assert.Throws<LocalHostException>(() => LocalSettingsFile.Load(path));
            Assert.StartsWith($"{path} cannot be read:", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
