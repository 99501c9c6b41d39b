using Microsoft.Extensions.Options;

namespace AuditGen.Erasure;

/// <summary>Encrypts personal data under the keys of a store.</summary>
internal sealed class SubjectSealer(ISubjectKeyStore keys, IOptions<ErasureOptions> options) : IAuditSealer
{
    private readonly Func<AuditActor, string?>? _subjectOf = options.Value.SubjectOfActor;

    /// <inheritdoc/>
    public AuditSealedValue Seal(string subject, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> binding)
    {
        SubjectKey key = keys.GetOrCreate(subject);
        return new AuditSealedValue(key.Id, key.Shredded is null ? SealedText.Encrypt(key, clear, binding) : default(ReadOnlyMemory<byte>));
    }

    /// <inheritdoc/>
    public string? SubjectOf(AuditActor actor) => _subjectOf?.Invoke(actor);
}
