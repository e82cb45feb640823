using Churn.Domain.Scores;

namespace Churn.Functions.Buyers;

/// <summary>When a buyer's next order is to be expected, or why no date can be given.</summary>
public sealed record NextOrderView(DateOnly? From, DateOnly? Until, string Rung, string Definition, string? WhyNot)
{
    public static NextOrderView Of(NextOrderWindow window) => new(window.From, window.Until, window.Rung.ToString(), window.Definition, window.WhyNot);
}
