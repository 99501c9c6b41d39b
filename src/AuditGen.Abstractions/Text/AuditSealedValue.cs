namespace AuditGen;

/// <summary>An encrypted value.</summary>
/// <param name="KeyId">The stored name of the key: letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Value">Nonce, ciphertext and tag; empty where the person's key was shredded, so that nothing may be stored.</param>
public readonly record struct AuditSealedValue(string KeyId, ReadOnlyMemory<byte> Value);
