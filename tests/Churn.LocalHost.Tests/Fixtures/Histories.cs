using Churn.TestSupport;

namespace Churn.LocalHost.Tests.Fixtures;

/// <summary>The two order histories of this folder, which <c>make_histories.py</c> made.</summary>
internal static class Histories
{
    /// <summary>Days only, several orders of a buyer on one, no order ids.</summary>
    public const string Till = "till.csv";

    /// <summary>Times, order ids and returns.</summary>
    public const string Gifts = "gifts.csv";

    public static string Find(string name) => Path.Combine(RepositoryFiles.Root, "tests", "Churn.LocalHost.Tests", "Fixtures", name);
}
