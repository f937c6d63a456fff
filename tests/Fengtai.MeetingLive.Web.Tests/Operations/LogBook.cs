using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Operations;

/// <summary>One line that was logged.</summary>
/// <param name="Template">As it stands in the code, with names in braces; null: it was no template.</param>
internal sealed record LogLine(
    string Category,
    LogLevel Level,
    string? Template,
    IReadOnlyDictionary<string, object?> Values,
    string Text
)
{
    public override string ToString() => $"{Category} {Text}";
}

/// <summary>All that is logged and not filtered, with its scopes and exceptions; one test at a time can wait for a line.</summary>
internal sealed class LogBook : ILoggerProvider
{
    private const string TemplateKey = "{OriginalFormat}";
    private readonly ConcurrentQueue<LogLine> lines = new();
    private readonly Channel<LogLine> unheard = Channel.CreateUnbounded<LogLine>();

    public IReadOnlyCollection<LogLine> Lines => lines;

    public string Text => string.Join('\n', lines);

    /// <summary>The next line that this class logs, or has logged and nobody has heard; those of others are passed over.</summary>
    public async Task<LogLine> NextOfAsync<T>(CancellationToken cancel)
    {
        while (true)
        {
            var line = await unheard.Reader.ReadAsync(cancel);
            if (line.Category == typeof(T).FullName && line.Level is not LogLevel.None)
                return line;
        }
    }

    public ILogger CreateLogger(string categoryName) => new Pen(this, categoryName);

    public void Dispose() { }

    private sealed class Pen(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Write(LogLevel.None, state, $"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Write(logLevel, state, $"{formatter(state, exception)} {exception}".TrimEnd());

        private void Write(LogLevel level, object? state, string text)
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
                values[name] = value;
            values.Remove(TemplateKey, out var template);
            var line = new LogLine(category, level, template as string, values, text);
            book.lines.Enqueue(line);
            book.unheard.Writer.TryWrite(line);
        }
    }
}
