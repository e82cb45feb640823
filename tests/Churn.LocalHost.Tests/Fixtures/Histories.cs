using Churn.Testing;

namespace Churn.LocalHost.Tests.Fixtures;

/// <summary>The two order histories in this folder, which <c>make_histories.py</c> made.</summary>
internal static class Histories
{
    /// <summary>A history with days only, with several orders of a buyer on one day, and without order ids.</summary>
    public const string Till = "till.csv";

    /// <summary>A history with times, order ids and returns.</summary>
    public const string Gifts = "gifts.csv";

    public static string Find(string name) => Path.Combine(RepositoryFiles.Root, "tests", "Churn.LocalHost.Tests", "Fixtures", name);
}
