using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Queries;

/// <summary>One side of a comparison: a property of the row, or a value worked out here.</summary>
internal static class FilterOperand
{
    public static string Format(Expression expression)
    {
        if (DependsOnRow(expression))
            return PropertyName(expression);
        var value = Evaluate(expression);
        if (value is null)
            throw new NotSupportedException("The table service has no nulls to compare with.");
        return ODataLiteral.Format(value)
            ?? throw new NotSupportedException($"A value of type {value.GetType()} is not supported in a filter.");
    }

    public static string PropertyName(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } convert => PropertyName(convert.Operand),
        MemberExpression { Expression: { } owner } member when IsRow(owner) => NameOf(member),
        MethodCallExpression { Object: { } owner, Arguments.Count: 1 } call when IsRow(owner) && IsGetter(call.Method) =>
            (string)Evaluate(call.Arguments[0])!,
        MethodCallExpression call => throw new NotSupportedException($"Method {call.Method.Name} is not supported in a filter."),
        _ => throw new NotSupportedException($"The filter expression '{expression}' is not a property of the row."),
    };

    public static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        _ => Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke(),
    };

    public static bool DependsOnRow(Expression expression)
    {
        var finder = new ParameterFinder();
        finder.Visit(expression);
        return finder.Found;
    }

    private static bool IsRow(Expression expression) => expression switch
    {
        ParameterExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsRow(convert.Operand),
        _ => false,
    };

    private static bool IsGetter(MethodInfo method) =>
        typeof(IDictionary<string, object>).IsAssignableFrom(method.DeclaringType)
        && method.Name.StartsWith("get", StringComparison.OrdinalIgnoreCase)
        && method.GetParameters() is [{ ParameterType: var type }] && type == typeof(string);

    private static string NameOf(MemberExpression member)
    {
        // An enum is stored as its name but compared as its number, so such a filter could never match.
        if ((Nullable.GetUnderlyingType(member.Type) ?? member.Type).IsEnum)
            throw new NotSupportedException($"{member.Member.Name} is an enum; compare its stored text in a filter string.");
        if (member.Member.DeclaringType == typeof(TableItem))
            return "TableName";
        return member.Member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Member.Name;
    }

    private sealed class ParameterFinder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
