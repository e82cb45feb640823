using Azure;
using Azure.Identity;

namespace Churn.Cli;

/// <summary>Describes storage failures for the user.</summary>
internal static class StorageFailures
{
    /// <summary>Returns a sentence that says what failed and what to do; null if it is not a failure of the storage.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        AggregateException several when several.InnerExceptions.Count > 0 => Sentence(several.InnerExceptions[0]),
        AuthenticationFailedException =>
            "You are not signed in to the storage account: run 'az login', or name a connection string with --storage.",
        RequestFailedException { Status: 0 } =>
            "The storage does not answer: check the account's name or, on this machine, whether Azurite is running.",
        RequestFailedException { Status: 401 or 403 } =>
            "The storage refuses access: give yourself the roles Storage Table Data Contributor and Storage Queue Data Contributor on it, "
            + "or correct the key.",
        RequestFailedException refused => $"The storage answered {refused.Status} {refused.ErrorCode}.",
        _ => null,
    };
}
