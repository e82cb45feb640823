namespace Churn.Simulation.Demo;

internal sealed record DemoProduct(long Id, string Title, decimal Price)
{
    /// <summary>The products of a tea shop. The first ones are bought most often.</summary>
    public static IReadOnlyList<DemoProduct> Shelf { get; } =
    [
        new(101, "Darjeeling first flush, 100 g", 14.90m),
        new(102, "Earl Grey, 100 g", 8.50m),
        new(103, "Sencha, 100 g", 11.20m),
        new(104, "Rooibos vanilla, 100 g", 6.90m),
        new(105, "Peppermint, 50 g", 5.40m),
        new(106, "Matcha, 30 g", 24.00m),
        new(107, "Tea filters, 100 pieces", 4.50m),
        new(108, "Glass pot", 32.00m),
        new(109, "Winter collection", 39.00m),
    ];

    public static DemoProduct Pick(Random random)
    {
        // The smaller of two draws favours the front of the list.
        var place = Math.Min(random.Next(Shelf.Count), random.Next(Shelf.Count));
        return Shelf[place];
    }
}
