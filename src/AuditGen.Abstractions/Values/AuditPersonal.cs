namespace AuditGen.Values;

/// <summary>Makes personal values. Called by generated code.</summary>
public static class AuditPersonal
{
    /// <summary>A value about the person of the given id.</summary>
    /// <param name="value">The value.</param>
    /// <param name="subject">The person's id; without one the value is recorded as masked.</param>
    /// <param name="kind">The kind of person, or <see langword="null"/>.</param>
    public static AuditPersonal<T> Of<T>(T value, string? subject, string? kind = null) =>
        new(value, string.IsNullOrEmpty(subject) ? null : Qualified(kind, subject), member: null, kind: null);

    /// <summary>A value about the person that a member of the resource names, or that the resource is.</summary>
    /// <param name="value">The value.</param>
    /// <param name="member">The stored name of the resource's member; empty for the resource itself.</param>
    /// <param name="kind">The kind of person, or <see langword="null"/>.</param>
    public static AuditPersonal<T> OfResource<T>(T value, string member = "", string? kind = null) => new(value, subject: null, member, kind);

    /// <summary>Names a resource by a name that is personal data, so that it is recorded under the person's key.</summary>
    /// <param name="resource">The resource, without its name.</param>
    /// <param name="name">The name.</param>
    public static AuditResource Name<T, TCodec>(AuditResource resource, AuditPersonal<T> name)
        where TCodec : IAuditValueCodec<T?>
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource with
        {
            Name = name.IsKnown ? States.AuditKeyText.OrNull<T, TCodec>(name.Value) : null,
            NameSubject = name.Subject ?? Qualified(name.Kind, resource.Id),
        };
    }

    internal static string Qualified(string? kind, string subject) => string.IsNullOrEmpty(kind) ? subject : kind + ":" + subject;
}
