namespace Churn.Domain.Scores;

/// <summary>A number about a buyer with all that is needed to read it.</summary>
/// <param name="Value">Null: there is no honest number, and <paramref name="WhyNot"/> says why.</param>
/// <param name="Low">Lower end of the interval; null: none is known.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Interval">What the interval covers; null without one.</param>
/// <param name="Rung">The method that made the number.</param>
/// <param name="HorizonDays">How far it looks ahead.</param>
/// <param name="Definition">What it is, in a sentence.</param>
/// <param name="WhyNot">Why there is no number; null when there is one.</param>
public sealed record Score(double? Value, double? Low, double? High, string? Interval, Rung Rung, int HorizonDays, string Definition, string? WhyNot);
