using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using Churn.Domain.Shops;
using Churn.Testing;

namespace Churn.Domain.Tests;

/// <summary>The folders of Churn.Domain are rooms, and arrows between rooms run one way.</summary>
public sealed partial class RoomsTests
{
    private const string Root = "Churn.Domain.";

    /// <summary>Each room, and the rooms that it may use: only rooms that stand above it in this list, so there can be no cycle.</summary>
    private static readonly (string Room, string[] Uses)[] Allowed =
    [
        ("Shops", []),
        ("Orders", ["Shops"]),
        ("Buyers", ["Shops", "Orders"]),
        ("Labels", ["Shops", "Orders", "Buyers"]),
        ("Messages", ["Shops", "Orders", "Buyers"]),
        ("Telemetry", ["Shops", "Orders", "Buyers"]),
        ("Events", ["Shops", "Orders", "Buyers", "Messages", "Telemetry"]),
        ("Offers", ["Shops", "Orders", "Buyers", "Labels", "Messages", "Events"]),
        ("Identity", ["Shops", "Orders", "Buyers", "Labels", "Messages", "Events", "Offers"]),
        ("Recording", ["Shops", "Orders", "Buyers", "Labels", "Messages", "Telemetry", "Events", "Offers", "Identity"]),
        ("Reports", ["Shops", "Orders", "Buyers", "Labels", "Offers"]),
        ("Nightly", ["Shops", "Orders", "Buyers", "Labels", "Messages", "Events", "Offers", "Reports"]),
        ("Operations", ["Shops", "Orders", "Buyers", "Labels", "Messages", "Telemetry", "Events", "Offers", "Identity", "Recording"]),
        ("Privacy", ["Shops", "Orders", "Buyers", "Labels", "Messages", "Events", "Offers", "Identity", "Recording", "Operations"]),
    ];

    private static readonly Lazy<IReadOnlyDictionary<(string From, string To), string>> Arrows = new(ReadArrows);

    [Fact]
    public void Rooms_TheList_LeavesNoCycle()
    {
        var above = new HashSet<string>();
        foreach (var (room, uses) in Allowed)
        {
            Assert.Subset(above, uses.ToHashSet());
            above.Add(room);
        }
    }

    [Fact]
    public void Rooms_EveryType_UsesOnlyRoomsThatItsOwnMayUse()
    {
        var allowed = Allowed.SelectMany(rule => rule.Uses.Select(use => (rule.Room, use))).ToHashSet();

        Assert.Empty(Arrows.Value
            .Where(arrow => !allowed.Contains(arrow.Key))
            .Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {arrow.Value}"));
    }

    [Fact]
    public void Rooms_EveryOne_SaysWhatItDecides() => Assert.All(
        Allowed.Select(rule => Path.Combine(RepositoryFiles.Root, "src", "Churn.Domain", rule.Room, "README.md")),
        file => Assert.True(File.Exists(file), file));

    [Fact]
    public void Architecture_ThePicture_ShowsTheArrowsOfTheCode()
    {
        var document = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "architecture.md"));
        var drawn = Picture().Match(document).Groups[1].Value.TrimEnd();

        var arrows = Arrows.Value.Keys.ToList();
        // What other arrows lead to anyway is not drawn.
        var shown = arrows.Where(arrow =>
            !arrows.Any(step => step.From == arrow.From && step.To != arrow.To && Leads(arrows, step.To, arrow.To)));
        Assert.Equal(string.Join('\n', shown.Select(arrow => $"  {arrow.From} --> {arrow.To}").Order(StringComparer.Ordinal)), drawn);
    }

    private static bool Leads(IReadOnlyList<(string From, string To)> arrows, string from, string to)
    {
        var (reached, open) = (new HashSet<string> { from }, new Queue<string>([from]));
        while (open.TryDequeue(out var room))
        {
            foreach (var arrow in arrows.Where(arrow => arrow.From == room && reached.Add(arrow.To)))
            {
                open.Enqueue(arrow.To);
            }
        }

        return reached.Contains(to);
    }

    // Every arrow between two rooms, with one pair of types that draws it.
    private static SortedDictionary<(string From, string To), string> ReadArrows()
    {
        var found = new SortedDictionary<(string From, string To), string>();
        foreach (var type in new ArchLoader().LoadAssemblies(typeof(Shop).Assembly).Build().Types)
        {
            foreach (var target in type.Dependencies.SelectMany(Targets))
            {
                if (RoomOf(type) is { } from && RoomOf(target) is { } to && from != to)
                {
                    found.TryAdd((from, to), $"{type.FullName} uses {target.FullName}");
                }
            }
        }

        return found;
    }

    private static IEnumerable<IType> Targets(ITypeDependency dependency) =>
        dependency.TargetGenericArguments.SelectMany(Types).Append(dependency.Target);

    private static IEnumerable<IType> Types(GenericArgument argument) => argument.GenericArguments.SelectMany(Types).Append(argument.Type);

    private static string? RoomOf(IType type) =>
        type.Namespace?.FullName is { } name && name.StartsWith(Root, StringComparison.Ordinal) ? name[Root.Length..].Split('.')[0] : null;

    [GeneratedRegex("```mermaid\ngraph TD\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Picture();
}
