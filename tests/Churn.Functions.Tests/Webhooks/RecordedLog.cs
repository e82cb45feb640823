using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Tests.Webhooks;

internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, string Text)> Lines => _lines;

    public bool Keep { get; set; } = true;

    public int ErrorsAndWorse { get; private set; }

    public int WarningsAndWorse { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        WarningsAndWorse += logLevel >= LogLevel.Warning ? 1 : 0;
        ErrorsAndWorse += logLevel >= LogLevel.Error ? 1 : 0;
        if (Keep)
        {
            _lines.Enqueue((logLevel, formatter(state, exception) + exception));
        }
    }

    public void Dispose()
    {
    }
}
