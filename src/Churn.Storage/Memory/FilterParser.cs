using System.Globalization;
using Azure;
using Azure.Data.Tables.Models;

namespace Churn.Storage.Memory;

/// <summary>Parses the filters of table storage: comparisons of columns with values, joined by and, or, not and parentheses.</summary>
internal sealed class FilterParser(string text)
{
    private int _at;

    /// <exception cref="RequestFailedException">The text is not a filter.</exception>
    public FilterNode Parse()
    {
        var node = ParseOr();
        return Peek() == default ? node : throw Invalid();
    }

    private FilterNode ParseOr()
    {
        var node = ParseAnd();
        while (TakeWord("or"))
        {
            node = new FilterNode.Or(node, ParseAnd());
        }

        return node;
    }

    private FilterNode ParseAnd()
    {
        var node = ParseOne();
        while (TakeWord("and"))
        {
            node = new FilterNode.And(node, ParseOne());
        }

        return node;
    }

    private FilterNode ParseOne()
    {
        if (TakeWord("not"))
        {
            return new FilterNode.Not(ParseOne());
        }

        if (Take('('))
        {
            var inner = ParseOr();
            return Take(')') ? inner : throw Invalid();
        }

        var column = ReadWord().ToString();
        FilterOperator comparison = ReadWord() switch
        {
            "eq" => FilterOperator.Equal,
            "ne" => FilterOperator.NotEqual,
            "gt" => FilterOperator.Greater,
            "ge" => FilterOperator.GreaterOrEqual,
            "lt" => FilterOperator.Less,
            "le" => FilterOperator.LessOrEqual,
            _ => throw Invalid(),
        };
        return new FilterNode.Comparison(column, comparison, ReadValue());
    }

    private object ReadValue()
    {
        if (Peek() is '-' or (>= '0' and <= '9'))
        {
            return ReadNumber();
        }

        // A value that is not text has its type before the quotes: datetime'2026-11-22T12:00:00Z'.
        var type = ReadLetters();
        return type switch
        {
            "true" => true,
            "false" => false,
            "" => ReadQuoted(),
            "datetime" =>
                DateTimeOffset.Parse(ReadQuoted(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime(),
            "guid" => Guid.Parse(ReadQuoted()),
            "X" or "binary" => Convert.FromHexString(ReadQuoted()),
            _ => throw Invalid(),
        };
    }

    private object ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '+' or '.'))
        {
            _at++;
        }

        var number = text.AsSpan(start.._at);

        if (number[^1] == 'L' && long.TryParse(number[..^1], CultureInfo.InvariantCulture, out var big))
        {
            return big;
        }

        if (int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : throw Invalid();
    }

    private string ReadQuoted()
    {
        if (_at >= text.Length || text[_at] != '\'')
        {
            throw Invalid();
        }

        // A quote in the text is written twice.
        var start = ++_at;
        while (true)
        {
            var end = text.IndexOf('\'', _at);
            if (end < 0)
            {
                throw Invalid();
            }

            _at = end + 1;
            if (_at >= text.Length || text[_at] != '\'')
            {
                return text[start..end].Replace("''", "'", StringComparison.Ordinal);
            }

            _at++;
        }
    }

    private ReadOnlySpan<char> ReadWord()
    {
        Peek();
        return ReadLetters() is { Length: > 0 } word ? word : throw Invalid();
    }

    private ReadOnlySpan<char> ReadLetters()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        return text.AsSpan(start.._at);
    }

    private bool TakeWord(string word)
    {
        Peek();
        var start = _at;
        if (ReadLetters().SequenceEqual(word))
        {
            return true;
        }

        _at = start;
        return false;
    }

    private bool Take(char wanted)
    {
        var found = Peek() == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    // The next character that is not a space; default at the end.
    private char Peek()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }

        return _at < text.Length ? text[_at] : default;
    }

    private static RequestFailedException Invalid() => new MemoryRefusal(400, TableErrorCode.InvalidInput.ToString()).ToException();
}
