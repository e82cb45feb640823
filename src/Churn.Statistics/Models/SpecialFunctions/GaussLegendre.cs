using MathNet.Numerics.Integration;

namespace Churn.Statistics.Models.SpecialFunctions;

/// <summary>Nodes and weights on [0, 1], computed once.</summary>
internal static class GaussLegendre
{
    internal static readonly (double[] Nodes, double[] Weights) Six = OnUnit(6);

    internal static readonly (double[] Nodes, double[] Weights) Twenty = OnUnit(20);

    private static (double[] Nodes, double[] Weights) OnUnit(int order)
    {
        var rule = new GaussLegendreRule(0, 1, order);
        return (rule.Abscissas, rule.Weights);
    }
}
