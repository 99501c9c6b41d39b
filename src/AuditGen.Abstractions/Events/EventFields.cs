using System.Collections.Immutable;

namespace AuditGen;

/// <summary>What the reader has found of an event so far.</summary>
internal sealed class EventFields
{
    private static readonly EventMember[] _required =
    [
        EventMember.Version, EventMember.Id, EventMember.Timestamp, EventMember.Context, EventMember.Action, EventMember.Category,
        EventMember.Type, EventMember.Outcome, EventMember.Operation, EventMember.Actor,
    ];

    private readonly string?[] _texts = new string?[(int)EventMember.Data + 1];
    private int _seen;

    public Guid Id { get; set; }

    public DateTimeOffset Timestamp { get; set; }

    public AuditCategory Category { get; set; }

    public AuditOutcome Outcome { get; set; }

    public Guid Operation { get; set; }

    public AuditActor? Actor { get; set; }

    public AuditResource? Resource { get; set; }

    public AuditSource? Source { get; set; }

    public ImmutableArray<AuditChange> Changes { get; set; } = [];

    public bool ChangesUnknown { get; set; }

    public ImmutableArray<AuditDatum> Data { get; set; } = [];

    public static EventMember Find(string name) => name switch
    {
        "v" => EventMember.Version,
        "id" => EventMember.Id,
        "ts" => EventMember.Timestamp,
        "context" => EventMember.Context,
        "action" => EventMember.Action,
        "category" => EventMember.Category,
        "type" => EventMember.Type,
        "outcome" => EventMember.Outcome,
        "operation" => EventMember.Operation,
        "actor" => EventMember.Actor,
        "resource" => EventMember.Resource,
        "session" => EventMember.Session,
        "correlation" => EventMember.Correlation,
        "causation" => EventMember.Causation,
        "trace" => EventMember.Trace,
        "tenant" => EventMember.Tenant,
        "reason" => EventMember.Reason,
        "source" => EventMember.Source,
        "changes" => EventMember.Changes,
        "data" => EventMember.Data,
        _ => EventMember.Unrecognised,
    };

    /// <summary>Notes that the member was met; <see langword="false"/> when it was met before.</summary>
    public bool Mark(EventMember member)
    {
        int bit = 1 << (int)member;
        bool first = (_seen & bit) == 0;
        _seen |= bit;
        return first;
    }

    public void SetText(EventMember member, string text) => _texts[(int)member] = text;

    public AuditEvent ToEvent(ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> recorded)
    {
        foreach (EventMember member in _required)
        {
            if ((_seen & (1 << (int)member)) == 0)
            {
                throw new FormatException($"Not an event text: the member for {member} is missing (byte {text.Length - 1}).");
            }
        }

        return new AuditEvent
        {
            Text = recorded,
            ReadableText = text,
            Id = Id,
            Timestamp = Timestamp,
            Context = _texts[(int)EventMember.Context]!,
            Action = _texts[(int)EventMember.Action]!,
            Category = Category,
            Type = _texts[(int)EventMember.Type]!,
            Outcome = Outcome,
            Operation = Operation,
            Actor = Actor!,
            Resource = Resource,
            Session = _texts[(int)EventMember.Session],
            Correlation = _texts[(int)EventMember.Correlation],
            Causation = _texts[(int)EventMember.Causation],
            Trace = _texts[(int)EventMember.Trace],
            Tenant = _texts[(int)EventMember.Tenant],
            Reason = _texts[(int)EventMember.Reason],
            Source = Source,
            Changes = Changes,
            ChangesUnknown = ChangesUnknown,
            Data = Data,
        };
    }
}
