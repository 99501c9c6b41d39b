using AuditGen;
using AuditGen.EntityFrameworkCore.Shadows;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>
/// Says which shadow properties are recorded: no class declares them, so that no attribute can. Those of which nothing is said are
/// not recorded, and are named in the log (7002) once.
/// </summary>
public static class AuditGenPropertyBuilderExtensions
{
    /// <summary>Records a shadow property as if it were a member of its entity.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="property">The property, of an auditable resource or a part of one.</param>
    /// <param name="name">The stored name; the property's name in camel case where not set.</param>
    public static TBuilder IsAudited<TBuilder>(this TBuilder property, string? name = null)
        where TBuilder : PropertyBuilder
    {
        ArgumentNullException.ThrowIfNull(property);
        property.HasAnnotation(ShadowAnnotations.Name, name ?? StoredNames.Of(property.Metadata.Name));
        return property;
    }

    /// <summary>Records that a shadow property changes, without its values.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="property">The property, of an auditable resource or a part of one.</param>
    /// <param name="sensitivity">What is recorded instead of the values; with <see cref="Sensitivity.Omit"/> nothing is.</param>
    /// <param name="name">The stored name; the property's name in camel case where not set.</param>
    public static TBuilder IsAudited<TBuilder>(this TBuilder property, Sensitivity sensitivity, string? name = null)
        where TBuilder : PropertyBuilder
    {
        if (sensitivity == Sensitivity.Omit)
        {
            return property.IsNotAudited(nameof(Sensitivity.Omit));
        }

        property.IsAudited(name).HasAnnotation(ShadowAnnotations.Sensitivity, sensitivity.ToString());
        return property;
    }

    /// <summary>Records a shadow property that is personal data: under the person's key, as <see cref="AuditPersonalDataAttribute"/> does.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="property">The property, of an auditable resource or a part of one.</param>
    /// <param name="subject">The member of the resource that identifies the person; where not set, the resource itself is the person.</param>
    /// <param name="kind">What kind of person it is, where people of several kinds may have equal ids.</param>
    /// <param name="name">The stored name; the property's name in camel case where not set.</param>
    public static TBuilder IsAuditedPersonalData<TBuilder>(this TBuilder property, string? subject = null, string? kind = null, string? name = null)
        where TBuilder : PropertyBuilder
    {
        property.IsAudited(name).HasAnnotation(ShadowAnnotations.Subject, subject is null ? string.Empty : StoredNames.Of(subject));
        if (kind is not null)
        {
            property.HasAnnotation(ShadowAnnotations.SubjectKind, kind);
        }

        return property;
    }

    /// <summary>Says that a shadow property is not recorded, and why.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="property">The property.</param>
    /// <param name="reason">Why not, for people who read the model.</param>
    public static TBuilder IsNotAudited<TBuilder>(this TBuilder property, string reason)
        where TBuilder : PropertyBuilder
    {
        ArgumentNullException.ThrowIfNull(property);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        property.HasAnnotation(ShadowAnnotations.Reason, reason);
        return property;
    }
}
