namespace AuditGen;

/// <summary>
/// The member holds personal data: its values are recorded encrypted under a key of the person's own, so that they can be made
/// unreadable everywhere at once by shredding that key, without a byte of the trail changing. See docs/erasure.md.
/// </summary>
/// <remarks>
/// Where no key store is configured the values are recorded as masked. <see cref="AuditSensitiveAttribute"/> beside it wins: what
/// must never be stored is not stored encrypted either.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class AuditPersonalDataAttribute : Attribute
{
    /// <summary>
    /// The member that identifies the person: of the type that declares this one, or else of the resource that the type is a
    /// part of. Where not set, the resource itself is the person.
    /// </summary>
    public string? Subject { get; set; }

    /// <summary>
    /// What kind of person it is, such as <c>customer</c>, where people of several kinds may have equal ids; nothing where ids
    /// are unique. Persons are told apart by kind and id.
    /// </summary>
    public string? Kind { get; set; }
}
