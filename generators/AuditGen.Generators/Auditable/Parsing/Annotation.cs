namespace AuditGen.Generators;

/// <summary>The annotations of members and parameters.</summary>
internal enum Annotation
{
    Key,
    Name,
    Version,
    Reference,
    Ordered,
    Sensitive,
    Formerly,
    PersonalData,
    Member,
    Ignore,
    Data,
    Reason,
}
