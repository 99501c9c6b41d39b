using System.Collections.Immutable;
using AuditGen.Journal;
using AuditGen.Ledger;
using AuditGen.Reading;

namespace AuditGen.Sqlite.Store;

/// <summary>An event with everything that a segment stores of it.</summary>
internal sealed class PreparedEvent
{
    /// <summary>Number of dimensions that events are counted by.</summary>
    public const int Dimensions = 8;

    private PreparedEvent(in JournalRecord record, EventKey key, ImmutableArray<string?> values, byte[] terms)
    {
        Record = record;
        Key = key;
        Values = values;
        Terms = terms;
    }

    /// <summary>The record it was made from.</summary>
    public JournalRecord Record { get; }

    /// <summary>The journal index.</summary>
    public long Index => Record.Index;

    /// <summary>Where it belongs.</summary>
    public EventKey Key { get; }

    /// <summary>The leaf hash.</summary>
    public Sha256Hash Leaf => Record.Leaf;

    /// <summary>The event text; valid as long as the record it was made from.</summary>
    public ReadOnlyMemory<byte> Text => Record.Text;

    /// <summary>The value of each dimension, in the order of <see cref="AuditDimension"/>; <see langword="null"/> for none.</summary>
    public ImmutableArray<string?> Values { get; }

    /// <summary>What the full-text index gets.</summary>
    public byte[] Terms { get; }

    /// <summary>Reads a record and checks that it is what it says.</summary>
    /// <exception cref="FormatException">It cannot be stored: says why.</exception>
    public static PreparedEvent From(in JournalRecord record, TermText terms)
    {
        AuditEvent read = AuditEvent.Parse(record.Text);
        if (read.Id != record.Id)
        {
            throw new FormatException($"The text is that of event {read.Id}, not of {record.Id}.");
        }

        if (!EventKey.TryFrom(read.Id, out EventKey key))
        {
            throw new FormatException($"The id {read.Id} is not a UUIDv7.");
        }

        if (Sha256Hash.OfLeaf(record.Text.Span) != record.Leaf)
        {
            throw new FormatException($"The leaf hash of event {read.Id} is not that of its text.");
        }

        return new PreparedEvent(record, key, ValuesOf(read), terms.Build(read));
    }

    /// <summary>The values of an event by dimension, in the order of <see cref="AuditDimension"/>.</summary>
    public static ImmutableArray<string?> ValuesOf(AuditEvent auditEvent) =>
    [
        Cut(auditEvent.Context),
        Cut(auditEvent.Tenant),
        Cut(auditEvent.Actor.Id),
        Cut(auditEvent.Actor.OnBehalfOf?.Id),
        Cut(auditEvent.Resource?.Type),
        Cut(auditEvent.Action),
        auditEvent.Category.ToName(),
        auditEvent.Outcome.ToName(),
    ];

    private static string? Cut(string? value) => value is null ? null : AuditSearchText.Dimension(value);
}
