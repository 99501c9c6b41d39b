namespace AuditGen.Erasure;

/// <summary>
/// Keeps the keys that personal data is encrypted under: one for each person, shared by every process that writes or reads the
/// trail, and kept apart from it and from its backups. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Called while events are written and read, so keys should be at hand: a store elsewhere keeps them in memory, and forgets
/// at once the ones that another process shreds.
/// </remarks>
public interface ISubjectKeyStore
{
    /// <summary>
    /// The key of a person; made where there is none, and durable before this returns. A shredded one stays shredded: a person
    /// has one key.
    /// </summary>
    /// <param name="subject">The person.</param>
    SubjectKey GetOrCreate(string subject);

    /// <summary>The key of the given stored name, or <see langword="null"/>.</summary>
    SubjectKey? Find(string keyId);

    /// <summary>
    /// Destroys the key of a person for ever, in the store and in memory. Once this has completed nobody can read what was
    /// encrypted under it. The name of the key is kept, to tell erased values from unknown ones.
    /// </summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellationToken">Cancels before anything is destroyed.</param>
    /// <returns>What is left of the key; <see langword="null"/> where the person has none.</returns>
    ValueTask<SubjectKey?> ShredAsync(string subject, CancellationToken cancellationToken = default);
}
