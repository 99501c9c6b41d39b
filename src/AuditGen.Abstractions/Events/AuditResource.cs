namespace AuditGen;

/// <summary>The audited business object of one event.</summary>
/// <param name="Type">The resource type, such as <c>invoice</c>.</param>
/// <param name="Id">The key as text; the parts of a composite key are joined with <c>|</c>, and a <c>|</c> or <c>\</c> inside a part is escaped with <c>\</c>. Empty where the command did not say which.</param>
public sealed record AuditResource(string Type, string Id)
{
    /// <summary>What people know it by, at the time.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Whose personal data the name is: a person, or empty for the resource itself; <see langword="null"/> where the name is
    /// nobody's. Not stored: it says under which key the name is.
    /// </summary>
    public string? NameSubject { get; init; }

    /// <summary>Its version after the command, as text.</summary>
    public string? Version { get; init; }
}
