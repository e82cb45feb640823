using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables.Models;

namespace Churn.Storage.Memory;

/// <summary>Reads the filters of table storage: comparisons of columns with values, joined by and, or, not and parentheses.</summary>
internal sealed partial class FilterParser(string text)
{
    private readonly MatchCollection _tokens = Tokens().Matches(text);
    private int _next;

    /// <exception cref="Azure.RequestFailedException">The text is no filter.</exception>
    public FilterNode Parse()
    {
        var node = ParseOr();
        return _next == _tokens.Count && _tokens.Sum(token => token.Length) == text.Length ? node : throw Invalid();
    }

    private FilterNode ParseOr()
    {
        var node = ParseAnd();
        while (Take("or"))
        {
            node = new FilterNode.Or(node, ParseAnd());
        }

        return node;
    }

    private FilterNode ParseAnd()
    {
        var node = ParseOne();
        while (Take("and"))
        {
            node = new FilterNode.And(node, ParseOne());
        }

        return node;
    }

    private FilterNode ParseOne()
    {
        if (Take("not"))
        {
            return new FilterNode.Not(ParseOne());
        }

        if (Take("("))
        {
            var inner = ParseOr();
            return Take(")") ? inner : throw Invalid();
        }

        var column = Next("word").Groups["word"].Value;
        var comparison = Next("word").Groups["word"].Value switch
        {
            "eq" => FilterOperator.Equal,
            "ne" => FilterOperator.NotEqual,
            "gt" => FilterOperator.Greater,
            "ge" => FilterOperator.GreaterOrEqual,
            "lt" => FilterOperator.Less,
            "le" => FilterOperator.LessOrEqual,
            _ => throw Invalid(),
        };
        return new FilterNode.Comparison(column, comparison, ReadValue(_next < _tokens.Count ? _tokens[_next++] : throw Invalid()));
    }

    private static object ReadValue(Match token)
    {
        var quoted = token.Groups["quoted"].Value.Replace("''", "'", StringComparison.Ordinal);
        if (token.Groups["quoted"].Success)
        {
            return token.Groups["kind"].Value switch
            {
                "" => quoted,
                "datetime" => DateTimeOffset.Parse(quoted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime(),
                "guid" => Guid.Parse(quoted),
                _ => Convert.FromHexString(quoted),
            };
        }

        var number = token.Groups["number"].Value;
        return token.Groups["word"].Value switch
        {
            "true" => true,
            "false" => false,
            _ when number.EndsWith('L') => long.Parse(number.AsSpan(..^1), CultureInfo.InvariantCulture),
            _ when int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => real,
            _ => throw Invalid(),
        };
    }

    private Match Next(string group) => _next < _tokens.Count && _tokens[_next].Groups[group].Success ? _tokens[_next++] : throw Invalid();

    private bool Take(string word)
    {
        var found = _next < _tokens.Count && _tokens[_next].ValueSpan.Trim().SequenceEqual(word);
        _next += found ? 1 : 0;
        return found;
    }

    private static Azure.RequestFailedException Invalid() => new MemoryRefusal(400, TableErrorCode.InvalidInput.ToString()).ToException();

    [GeneratedRegex(
        """
        \G\s*(?:
          (?<kind>datetime|guid|binary|X)?'(?<quoted>(?:[^']|'')*)'
          | (?<number>-?\d[\d.]*(?:[eE][+-]?\d+)?L?)
          | (?<word>\w+)
          | [()]
        )\s*
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Tokens();
}
