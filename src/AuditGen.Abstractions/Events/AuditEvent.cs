using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AuditGen;

/// <summary>An event as read from its text (docs/event-format.md). The text is kept; nothing here can be changed.</summary>
public sealed class AuditEvent
{
    internal AuditEvent()
    {
    }

    /// <summary>The event text, verbatim: what the ledger hashed.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>
    /// The text as this reader may read it: <see cref="Text"/>, with personal data in clear for readers who have the keys. What
    /// all other members are read from; never stored, and of no hash.
    /// </summary>
    public ReadOnlyMemory<byte> ReadableText { get; internal init; }

    /// <summary>The id (UUIDv7). The order of events is the order of their ids.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened, in UTC, to 100 ns.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The business context, such as <c>finance</c>.</summary>
    public required string Context { get; init; }

    /// <summary>The action code, such as <c>invoice.post</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The category.</summary>
    public required AuditCategory Category { get; init; }

    /// <summary>The event type, such as <c>InvoicePost</c>.</summary>
    public required string Type { get; init; }

    /// <summary>How the command ended.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The command's execution; all events of one command share it.</summary>
    public required Guid Operation { get; init; }

    /// <summary>Who did it.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>The audited business object, where there was one.</summary>
    public AuditResource? Resource { get; init; }

    /// <summary>The session.</summary>
    public string? Session { get; init; }

    /// <summary>The correlation id.</summary>
    public string? Correlation { get; init; }

    /// <summary>The causation id.</summary>
    public string? Causation { get; init; }

    /// <summary>The W3C trace parent.</summary>
    public string? Trace { get; init; }

    /// <summary>The tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the command came from.</summary>
    public AuditSource? Source { get; init; }

    /// <summary>What changed, in the order written. Empty when nothing did, and when nobody recorded it.</summary>
    public ImmutableArray<AuditChange> Changes { get; init; } = [];

    /// <summary>Whether something may have changed that nobody recorded (<c>changes: "unknown"</c>).</summary>
    public bool ChangesUnknown { get; init; }

    /// <summary>Facts of the command.</summary>
    public ImmutableArray<AuditDatum> Data { get; init; } = [];

    /// <summary>Reads an event text.</summary>
    /// <param name="text">One event text. It is kept, not copied: hand over a copy of a pooled buffer.</param>
    /// <exception cref="FormatException">It is not an event text of version 1; says what is wrong at which byte.</exception>
    public static AuditEvent Parse(ReadOnlyMemory<byte> text) => AuditEventReader.Read(text);

    /// <summary>Reads an event from what may be read of its text.</summary>
    internal static AuditEvent ParseReadable(ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> readable) => AuditEventReader.Read(readable, text);

    /// <summary>Reads an event text, or says that it is none.</summary>
    /// <param name="text">One event text. It is kept, not copied.</param>
    /// <param name="auditEvent">The event.</param>
    public static bool TryParse(ReadOnlyMemory<byte> text, [NotNullWhen(true)] out AuditEvent? auditEvent)
    {
        try
        {
            auditEvent = AuditEventReader.Read(text);
            return true;
        }
        catch (FormatException)
        {
            auditEvent = null;
            return false;
        }
    }
}
