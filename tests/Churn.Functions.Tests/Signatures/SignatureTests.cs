using Churn.TestSupport;

namespace Churn.Functions.Tests.Signatures;

/// <summary>
/// The stand-ins against what Microsoft's packages offer, as signatures.txt lists it for each member that our code uses. Built with the packages,
/// the list is held to them; built with the stand-ins, the code is held to the list.
/// </summary>
public sealed class SignatureTests
{
    /// <summary>Set, and built with the packages, it writes the list anew: for whoever used another member.</summary>
    private const string Renew = "CHURN_WRITE_SIGNATURES";

    private static readonly string List = Path.Combine(RepositoryFiles.Root, "tests", "Churn.Functions.Tests", "Signatures", "signatures.txt");
    private static readonly HashSet<string> StandIns =
        [.. Directory.GetDirectories(Path.Combine(RepositoryFiles.Root, "src", "StandIns")).Select(folder => Path.GetFileName(folder))];

    private static readonly string[] Ours = [.. new[] { "Churn.Storage", "Churn.Functions", "Churn.LocalHost" }.Select(Dll)];
    private static readonly string[] Used = [.. Ours.SelectMany(path => AssemblyMembers.UsedBy(path, StandIns)).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void Code_MembersOfTheAzurePackages_AreThoseThatMicrosoftsHave()
    {
        var packages = StandIns.Select(Dll).Where(File.Exists).ToList();
        var listed = File.ReadAllLines(List).ToHashSet();
        var microsofts = packages.Any(AssemblyMembers.IsSigned);
        if (microsofts && Environment.GetEnvironmentVariable(Renew) is not null)
        {
            // Of a stand-in nothing can be learned: those lines are written by hand, from the original's source.
            var signed = packages.Where(AssemblyMembers.IsSigned).Select(path => Path.GetFileNameWithoutExtension(path)!).ToHashSet();
            listed = [.. Ours.SelectMany(path => AssemblyMembers.UsedBy(path, signed)), .. listed.Where(Used.Contains)];
            File.WriteAllLines(List, listed.Order(StringComparer.Ordinal));
        }

        // What this feed lacks is a stand-in even in the set of the packages: of it the list is the only witness.
        var substitutes = packages.Where(path => !AssemblyMembers.IsSigned(path)).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet();
        Assert.Equal([], Ours.SelectMany(path => AssemblyMembers.UsedBy(path, substitutes)).Except(listed));
        if (microsofts)
        {
            // The list is right, and so is whatever compiles.
            listed.ExceptWith(packages.SelectMany(AssemblyMembers.DefinedBy));
            Assert.Empty(listed);
            return;
        }

        Assert.Equal([], Used.Except(listed));
    }

    // What reads assemblies could read nothing, and then compare nothing.
    [Fact]
    public void Used_Members_AreManyAndKnown()
    {
        Assert.Contains(Used, member => member.Contains("Azure.Data.Tables.TableClient::SubmitTransactionAsync(", StringComparison.Ordinal));
        Assert.Contains(Used, member => member.Contains("Azure.Storage.Queues.QueueClient::SendMessageAsync(", StringComparison.Ordinal));
        Assert.Contains(Used, member => member.Contains("FunctionAttribute::.ctor(String)", StringComparison.Ordinal));
        Assert.True(Used.Length > 40, $"{Used.Length} members");
    }

    private static string Dll(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
}
