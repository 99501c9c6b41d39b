namespace AuditGen.EntityFrameworkCore.Shadows;

/// <summary>What a model says of shadow properties, as annotations. Their values are strings, so that migrations and compiled models can carry them.</summary>
internal static class ShadowAnnotations
{
    /// <summary>The stored name; its presence says that the property is recorded.</summary>
    public const string Name = "AuditGen:Name";

    /// <summary>The name of a <see cref="Sensitivity"/>.</summary>
    public const string Sensitivity = "AuditGen:Sensitivity";

    /// <summary>The stored name of the resource's member that identifies the person whose data it is; empty for the resource itself.</summary>
    public const string Subject = "AuditGen:Subject";

    /// <summary>The kind of that person.</summary>
    public const string SubjectKind = "AuditGen:SubjectKind";

    /// <summary>Why the property is not recorded.</summary>
    public const string Reason = "AuditGen:NotAudited";
}
