using AuditGen.Reading;

namespace AuditGen.Erasure;

/// <summary>
/// Reads personal data for those who have the keys: the one place where sealed values become clear ones. Stored texts are
/// never changed. Safe for concurrent use.
/// </summary>
/// <param name="keys">The keys.</param>
public sealed class PersonalDataReader(ISubjectKeyStore keys)
{
    /// <summary>
    /// The event text as it may be read: values whose key is there in clear, values whose key was shredded as
    /// <c>{"$erased":"keyid"}</c>, names likewise as <c>(erased)</c>. What is not of a key of this store stays sealed.
    /// </summary>
    /// <param name="text">An event text.</param>
    /// <returns>The text itself where nothing in it is sealed.</returns>
    /// <exception cref="FormatException">It is not an event text.</exception>
    public ReadOnlyMemory<byte> Reveal(ReadOnlyMemory<byte> text) => RevealedText.Of(text, keys);

    /// <summary>The event as it may be read; its <see cref="AuditEvent.Text"/> stays the one that was recorded.</summary>
    /// <exception cref="FormatException">The event's text is none.</exception>
    public AuditEvent Reveal(AuditEvent auditEvent)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        ReadOnlyMemory<byte> readable = Reveal(auditEvent.Text);
        return readable.Equals(auditEvent.Text) ? auditEvent : AuditEvent.ParseReadable(auditEvent.Text, readable);
    }

    /// <summary>A store whose answers show personal data to those who have the keys. What is searched stays what is stored.</summary>
    /// <param name="store">The store; it is not disposed with the result.</param>
    public IAuditStore Over(IAuditStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new RevealingStore(store, this);
    }

    /// <summary>The record with its event as it may be read.</summary>
    public AuditRecord Reveal(AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        AuditEvent revealed = Reveal(record.Event);
        return ReferenceEquals(revealed, record.Event) ? record : record with { Event = revealed };
    }
}
