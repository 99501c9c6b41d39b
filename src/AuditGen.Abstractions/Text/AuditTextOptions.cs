namespace AuditGen;

/// <summary>Limits and keys that an <see cref="AuditTextWriter"/> applies to the values it writes.</summary>
public sealed record AuditTextOptions
{
    /// <summary>The defaults: values up to 32,768 UTF-16 units, 1,024 of them kept of a longer one, no hash key.</summary>
    public static AuditTextOptions Default { get; } = new();

    /// <summary>
    /// The longest text of one value, in UTF-16 units; a longer one is recorded cut, with its full length and SHA-256.
    /// From 16 on; 32,768 where not set.
    /// </summary>
    public int MaxValueLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 16);
            field = value;
        }
    } = 32_768;

    /// <summary>How much of the beginning of a cut value is kept, in UTF-16 units; 1,024 where not set.</summary>
    public int KeptLength
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1_024;

    /// <summary>
    /// Hashes members marked <see cref="Sensitivity.Hash"/>; where there is none they are recorded as masked.
    /// </summary>
    public AuditValueHasher? Hasher { get; init; }

    /// <summary>
    /// Encrypts members marked <see cref="AuditPersonalDataAttribute"/>; where there is none they are recorded as masked. The
    /// runtime sets it where a key store is configured.
    /// </summary>
    public IAuditSealer? Sealer { get; init; }

    /// <summary>Texts that never leave the process keep personal data as it is.</summary>
    internal static AuditTextOptions InProcess { get; } = new() { KeepsPersonalData = true };

    /// <summary>Whether personal data is written in clear.</summary>
    internal bool KeepsPersonalData { get; private init; }
}
