using System.Collections.Immutable;
using AuditGen.Journal;

namespace AuditGen.Consuming;

/// <summary>
/// Keeps, durably, what a consumer refused: nothing is dropped, everything is counted, listed, and can be offered again.
/// It holds event texts, which never carry a sensitive value.
/// </summary>
public interface IAuditQuarantine
{
    /// <summary>How many events are in quarantine.</summary>
    long Count { get; }

    /// <summary>Takes an event, durably. Taking it again renews the reason.</summary>
    /// <param name="consumer">The consumer that refuses it.</param>
    /// <param name="record">The event; its text is copied.</param>
    /// <param name="reason">Why: for people, without values of the event.</param>
    void Add(string consumer, in JournalRecord record, string reason);

    /// <summary>Lists what is in quarantine, in the order of consumers and journal indexes.</summary>
    /// <param name="consumer">Only of this consumer; <see langword="null"/> for all.</param>
    /// <param name="after">Only journal indexes above this.</param>
    /// <param name="limit">At most this many.</param>
    ImmutableArray<QuarantinedEvent> List(string? consumer = null, long after = -1, int limit = 100);

    /// <summary>Marks an event as taken by its consumer after all. It stays on record, and is no longer counted.</summary>
    void Release(string consumer, long index);
}
