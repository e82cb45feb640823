using Azure;
using Azure.Identity;
using Churn.Cli;

namespace Churn.LocalHost.Tests.Hosting;

/// <summary>
/// Holds a mended fault: when no account was signed in, `rebuild --account` ended with an exception and its whole trace.
/// </summary>
public sealed class StorageFailuresTests
{
    [Theory]
    [InlineData(0, "does not answer")]
    [InlineData(403, "Storage Table Data Contributor")]
    [InlineData(409, "409 Busy")]
    public void Sentence_RequestFailedOnceOrAfterTries_SaysWhatToMend(int status, string said)
    {
        var failure = new RequestFailedException(status, "long text", "Busy", null);

        Assert.Contains(said, StorageFailures.Sentence(failure), StringComparison.Ordinal);
        Assert.Equal(StorageFailures.Sentence(failure), StorageFailures.Sentence(new AggregateException("Retry failed", failure, failure)));
    }

    [Fact]
    public void Sentence_NobodySignedIn_NamesTheCommand() =>
        Assert.Contains("az login", StorageFailures.Sentence(new CredentialUnavailableException("none")), StringComparison.Ordinal);

    [Fact]
    public void Sentence_AnotherFailure_IsNotHidden() =>
        Assert.Null(StorageFailures.Sentence(new AggregateException(new InvalidOperationException())));
}
