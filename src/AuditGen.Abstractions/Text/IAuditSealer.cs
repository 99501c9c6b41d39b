namespace AuditGen;

/// <summary>Encrypts personal data for an <see cref="AuditTextWriter"/>. Safe for concurrent use.</summary>
public interface IAuditSealer
{
    /// <summary>Encrypts a value under the key of a person. The key is durable before this returns.</summary>
    /// <param name="subject">Whose data it is.</param>
    /// <param name="clear">The JSON text of the value.</param>
    /// <param name="binding">Where the value stands; the encrypted value can be read at no other place.</param>
    AuditSealedValue Seal(string subject, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> binding);

    /// <summary>The person that an actor is, whose name and address are then personal data; <see langword="null"/> for nobody.</summary>
    string? SubjectOf(AuditActor actor);
}
