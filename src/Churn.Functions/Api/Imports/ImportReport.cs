namespace Churn.Functions.Api.Imports;

/// <summary>What reading a file has come to so far.</summary>
public sealed class ImportReport
{
    /// <summary>Problems told one by one; the rest are counted.</summary>
    public const int MaxProblems = 1_000;

    private readonly List<ImportProblem> _problems = [];

    /// <summary>Rows read, without the header.</summary>
    public long Rows { get; internal set; }

    /// <summary>Orders read.</summary>
    public long Orders { get; internal set; }

    /// <summary>Rows of returns that name no order.</summary>
    public long ReturnRows { get; internal set; }

    /// <summary>Orders and rows that could not be read.</summary>
    public long Unread { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<ImportProblem> Problems => _problems;

    internal void Add(long line, string what)
    {
        Unread++;
        if (_problems.Count < MaxProblems)
        {
            _problems.Add(new ImportProblem(line, what));
        }
    }
}

/// <summary>What of a file could not be read.</summary>
/// <param name="Line">Of the file, the header being line 1; of the order's first row.</param>
/// <param name="What">In our own words, never the file's.</param>
public sealed record ImportProblem(long Line, string What);

/// <summary>What an import has come to.</summary>
public sealed record ImportView(
    long Rows, long Orders, long New, long Changed, long Duplicates, long Erased, long ReturnRows, long Unread, IReadOnlyList<ImportProblem> Problems);
