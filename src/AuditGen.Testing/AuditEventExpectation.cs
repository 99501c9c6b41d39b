using System.Text.Json;

namespace AuditGen.Testing;

/// <summary>What a test expects of one event; chainable.</summary>
/// <param name="auditEvent">The event.</param>
public sealed class AuditEventExpectation(AuditEvent auditEvent)
{
    /// <summary>The event.</summary>
    public AuditEvent Event => auditEvent;

    /// <summary>It has the outcome.</summary>
    public AuditEventExpectation WithOutcome(AuditOutcome outcome) => Check(auditEvent.Outcome == outcome, $"the outcome {outcome.ToName()}");

    /// <summary>The actor did it.</summary>
    /// <param name="actorId">The actor's id.</param>
    public AuditEventExpectation By(string actorId) => Check(auditEvent.Actor.Id == actorId, $"the actor '{actorId}'");

    /// <summary>It is about the resource.</summary>
    /// <param name="type">The resource type, such as <c>invoice</c>.</param>
    /// <param name="id">The key as text; any where not given.</param>
    public AuditEventExpectation On(string type, string? id = null) =>
        Check(auditEvent.Resource?.Type == type && (id is null || auditEvent.Resource.Id == id), $"the resource {type} {id}");

    /// <summary>It says why.</summary>
    public AuditEventExpectation WithReason(string reason) => Check(auditEvent.Reason == reason, $"the reason '{reason}'");

    /// <summary>It carries the fact.</summary>
    /// <param name="name">The stored name.</param>
    /// <param name="value">The value as text, as people read it: an enum by name, a string without quotes.</param>
    public AuditEventExpectation WithData(string name, string value) =>
        Check(auditEvent.Data.Any(datum => datum.Name == name && datum.Value.ToDisplayText() == value), $"the fact {name} = {value}");

    /// <summary>The value at the path changed as given.</summary>
    /// <param name="path">A JSON Pointer, such as <c>/lines/10/quantity</c>.</param>
    /// <param name="from">The value before as text, as people read it; <see langword="null"/> for one that was added.</param>
    /// <param name="to">The value after; <see langword="null"/> for one that was removed.</param>
    public AuditEventExpectation Changed(string path, string? from, string? to) =>
        Check(auditEvent.Changes.Any(change => change.Path == path && Text(change.Old) == from && Text(change.New) == to), $"a change of {path} from {from ?? "nothing"} to {to ?? "nothing"}");

    /// <summary>Nothing at the path or below it changed.</summary>
    public AuditEventExpectation Unchanged(string path) =>
        Check(!auditEvent.Changes.Any(change => change.Path == path || change.Path.StartsWith(path + "/", StringComparison.Ordinal)), $"no change of {path}");

    /// <summary>It has exactly this number of changes.</summary>
    public AuditEventExpectation WithChanges(int count) => Check(!auditEvent.ChangesUnknown && auditEvent.Changes.Length == count, $"{count} changes");

    /// <summary>Something may have changed that nobody recorded.</summary>
    public AuditEventExpectation WithUnknownChanges() => Check(auditEvent.ChangesUnknown, "unknown changes");

    /// <summary>The text appears nowhere in the event: not as a value, not in a reason.</summary>
    /// <param name="secret">What must not have reached the trail.</param>
    public AuditEventExpectation WithoutText(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        ReadOnlySpan<byte> text = auditEvent.Text.Span;
        bool found = text.IndexOf(JsonEncodedText.Encode(secret).EncodedUtf8Bytes) >= 0 || text.IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) >= 0;

        // The message must not repeat what must not be read.
        return found ? throw new AuditAssertionException($"The event {auditEvent.Action} contains the secret.") : this;
    }

    private static string? Text(AuditValue value) => value.IsMissing ? null : value.ToDisplayText();

    private AuditEventExpectation Check(bool holds, string expected) => holds
        ? this
        : throw new AuditAssertionException($"Expected {expected}.{Environment.NewLine}{TrailText.Describe([auditEvent])}");
}
