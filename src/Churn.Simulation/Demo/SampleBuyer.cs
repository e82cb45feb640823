namespace Churn.Simulation.Demo;

/// <summary>A made-up person of the sample shop.</summary>
internal sealed record SampleBuyer(string Name, string Email)
{
    // Coprime to the number of names, so that neighbours differ and no name repeats before all were used.
    private const int Stride = 733;

    private static readonly string[] Given =
    [
        "Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "June", "Kai", "Lea", "Max", "Nora", "Otto", "Pia",
        "Quinn", "Rosa", "Sam", "Tilda", "Udo", "Vera", "Will", "Xenia", "Yara", "Zeno", "Alma", "Bela", "Cora", "Dean", "Edda", "Finn",
    ];

    private static readonly string[] Family =
    [
        "Abel", "Baker", "Carter", "Dahl", "Engel", "Fischer", "Gray", "Holm", "Ibsen", "Jansen", "Keller", "Lind", "Moore", "Nolan",
        "Olsen", "Peters", "Quist", "Reed", "Stone", "Thorn", "Unger", "Vogel", "Winter", "Young", "Zeller", "Ames", "Bloom", "Crane",
        "Dietz", "Ellis", "Frost", "Glass", "Hardy", "Irwin", "Joyce", "Kern", "Lamb", "Marsh", "Nash", "Orr",
    ];

    /// <summary>Returns the buyer with a number from 0 on. The first 1,280 are different people.</summary>
    public static SampleBuyer Number(int number)
    {
        var place = (int)((long)number * Stride % (Given.Length * Family.Length));
        var (given, family) = (Given[place % Given.Length], Family[place / Given.Length]);
        return new($"{given} {family}", $"{given}.{family}@example.com".ToLowerInvariant());
    }
}
