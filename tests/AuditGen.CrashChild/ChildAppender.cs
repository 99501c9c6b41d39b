using AuditGen.Journal;
using AuditGen.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditGen.CrashChild;

/// <summary>The product's own appender, without a host around it.</summary>
internal static class ChildAppender
{
    public static AppendUnitPool Units { get; } = new(AuditTextOptions.Default);

    public static AuditContextOptions Settings { get; } = new();

    public static JournalAppender Start(IJournal journal)
        => new(journal, new AuditGenOptions { QueueCapacity = 256 }, new WriterMetrics(), NullLogger<JournalAppender>.Instance, TimeProvider.System);

    /// <summary>A unit with an intent that becomes, where nothing follows it, the event of that id.</summary>
    public static AppendUnit Unit(Guid operation, Guid unknownId)
    {
        AppendUnit unit = Units.Rent(operation, "finance", Settings);
        unit.BeginIntent().WriteRaw(CrashEvents.Text(unknownId, "unknown", operation));
        unit.EndIntent();
        return unit;
    }

    public static void Add(AppendUnit unit, Guid id)
    {
        unit.BeginEvent().WriteRaw(CrashEvents.Text(id, "success", unit.Operation));
        unit.EndEvent(id, "finance");
    }
}
