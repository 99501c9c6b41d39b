namespace AuditGen.Erasure;

/// <summary>The key of one person, or what is left of it once it was shredded.</summary>
public sealed class SubjectKey
{
    /// <summary>How many bytes a key has: 256 bits.</summary>
    public const int Size = 32;

    private readonly byte[] _material;

    /// <summary>Describes a key that can be used.</summary>
    /// <param name="id">The stored name: ASCII letters, digits, <c>-</c> and <c>_</c>. It tells nothing about the person.</param>
    /// <param name="subject">The person.</param>
    /// <param name="material">The key, <see cref="Size"/> bytes.</param>
    public SubjectKey(string id, string subject, ReadOnlySpan<byte> material)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        if (material.Length != Size)
        {
            throw new ArgumentException($"A key has {Size} bytes.", nameof(material));
        }

        Id = id;
        Subject = subject;
        _material = material.ToArray();
    }

    /// <summary>Describes a key that was shredded.</summary>
    /// <param name="id">The stored name.</param>
    /// <param name="subject">The person.</param>
    /// <param name="shredded">When it was shredded.</param>
    public SubjectKey(string id, string subject, DateTimeOffset shredded)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        Id = id;
        Subject = subject;
        Shredded = shredded;
        _material = [];
    }

    /// <summary>The stored name.</summary>
    public string Id { get; }

    /// <summary>The person.</summary>
    public string Subject { get; }

    /// <summary>When it was shredded; <see langword="null"/> while it can be used.</summary>
    public DateTimeOffset? Shredded { get; }

    /// <summary>The key; empty once shredded.</summary>
    public ReadOnlySpan<byte> Material => _material;

    /// <summary>Names the key, never its bytes.</summary>
    public override string ToString() => Id;
}
