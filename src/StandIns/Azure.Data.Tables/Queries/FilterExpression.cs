using System.Linq.Expressions;

namespace Azure.Data.Tables.Queries;

/// <summary>
/// Turns a predicate into an OData filter: comparisons of a property with a value, joined by and, or, not. What the service cannot
/// answer throws; nothing is ever filtered on this side.
/// </summary>
internal static class FilterExpression
{
    /// <summary>The filter; null when the predicate is always true.</summary>
    public static string? Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (!FilterOperand.DependsOnRow(filter.Body) && FilterOperand.Evaluate(filter.Body) is true)
            return null;
        return Condition(filter.Body);
    }

    private static string Condition(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both =>
            $"({Condition(both.Left)}) and ({Condition(both.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either =>
            $"({Condition(either.Left)}) or ({Condition(either.Right)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Condition(convert.Operand),
        BinaryExpression binary => Comparison(binary),
        MethodCallExpression { Method.Name: nameof(Equals) } call => Equality(call),
        _ when FilterOperand.DependsOnRow(expression) && IsBoolean(expression.Type) => $"{FilterOperand.PropertyName(expression)} eq true",
        _ => throw new NotSupportedException($"The filter expression '{expression}' is not supported."),
    };

    private static string Comparison(BinaryExpression binary)
    {
        var sign = Operator(binary.NodeType);
        if (binary.Left is MethodCallExpression { Method.Name: nameof(string.CompareTo) or nameof(string.Compare) } call
            && call.Type == typeof(int) && FilterOperand.DependsOnRow(call))
            return Ordering(call, sign, binary.Right);
        return Compare(binary.Left, sign, binary.Right);
    }

    // a.CompareTo(b) > 0 and string.Compare(a, b) > 0 both mean a > b; only a comparison with zero has that meaning.
    private static string Ordering(MethodCallExpression call, string sign, Expression right)
    {
        if (FilterOperand.DependsOnRow(right) || FilterOperand.Evaluate(right) is not 0)
            throw new NotSupportedException($"The result of {call.Method.Name} can only be compared with 0.");
        return call switch
        {
            { Object: not null, Arguments.Count: 1 } => Compare(call.Object, sign, call.Arguments[0]),
            { Object: null, Arguments.Count: 2 } => Compare(call.Arguments[0], sign, call.Arguments[1]),
            _ => throw UnsupportedOverload(call),
        };
    }

    private static string Equality(MethodCallExpression call) => call switch
    {
        { Object: not null, Arguments.Count: 1 } => Compare(call.Object, "eq", call.Arguments[0]),
        { Object: null, Arguments.Count: 2 } => Compare(call.Arguments[0], "eq", call.Arguments[1]),
        _ => throw UnsupportedOverload(call),
    };

    private static string Compare(Expression left, string sign, Expression right) =>
        $"{FilterOperand.Format(left)} {sign} {FilterOperand.Format(right)}";

    private static bool IsBoolean(Type type) => type == typeof(bool) || type == typeof(bool?);

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => throw new NotSupportedException($"The operator {type} is not supported in a filter."),
    };

    // Since 12.10.0 the original refuses a StringComparison too: the service compares ordinally and nothing else.
    private static NotSupportedException UnsupportedOverload(MethodCallExpression call) =>
        new($"This overload of {call.Method.Name} is not supported in a filter.");
}
