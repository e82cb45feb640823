using Azure;
using Azure.Identity;

namespace Churn.LocalHost;

/// <summary>What storage failures mean to the person at the keyboard.</summary>
internal static class StorageFailures
{
    /// <summary>One sentence that says what and how to mend it; null: it is no failure of the storage.</summary>
    public static string? Sentence(Exception failure) => failure switch
    {
        AggregateException several when several.InnerExceptions.Count > 0 => Sentence(several.InnerExceptions[0]),
        AuthenticationFailedException => "Nobody is signed in who could reach the storage account: run 'az login', or name a connection string with --storage.",
        RequestFailedException { Status: 0 } => "The storage does not answer: is the account's name right, and, on this machine, does Azurite run?",
        RequestFailedException { Status: 401 or 403 } => "The storage refuses: give yourself the roles Storage Table Data Contributor and Storage Queue Data Contributor on it, or mend the key.",
        RequestFailedException refused => $"The storage answered {refused.Status} {refused.ErrorCode}.",
        _ => null,
    };
}
