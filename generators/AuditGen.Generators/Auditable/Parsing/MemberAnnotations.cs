using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>The annotations that count for one member, wherever they are written.</summary>
internal sealed class MemberAnnotations
{
    private readonly AttributeData?[] _found = new AttributeData?[(int)Annotation.Reason + 1];

    /// <summary>The annotation, or <see langword="null"/>.</summary>
    public AttributeData? this[Annotation annotation] => _found[(int)annotation];

    public bool Has(Annotation annotation) => this[annotation] is not null;

    /// <summary>Whether an attribute has a member recorded that is not public.</summary>
    public static bool Includes(AttributeData attribute) => TryGet(attribute, out Annotation annotation) && annotation <= Annotation.Member;

    /// <summary>Takes annotations over, except those that something nearer to the member has said already.</summary>
    /// <returns>Whether there was any.</returns>
    public bool Add(ImmutableArray<AttributeData> attributes)
    {
        bool hasAny = false;
        foreach (AttributeData attribute in attributes)
        {
            if (TryGet(attribute, out Annotation annotation))
            {
                _found[(int)annotation] ??= attribute;
                hasAny = true;
            }
        }

        return hasAny;
    }

    private static bool TryGet(AttributeData attribute, out Annotation annotation)
    {
        annotation = default;
        if (!AuditAttributes.IsOurs(attribute))
        {
            return false;
        }

        Annotation? found = attribute.AttributeClass!.Name switch
        {
            "AuditKeyAttribute" => Annotation.Key,
            "AuditNameAttribute" => Annotation.Name,
            "AuditVersionAttribute" => Annotation.Version,
            "AuditReferenceAttribute" => Annotation.Reference,
            "AuditOrderedAttribute" => Annotation.Ordered,
            "AuditSensitiveAttribute" => Annotation.Sensitive,
            "AuditFormerlyAttribute" => Annotation.Formerly,
            "AuditPersonalDataAttribute" => Annotation.PersonalData,
            "AuditMemberAttribute" => Annotation.Member,
            "AuditIgnoreAttribute" => Annotation.Ignore,
            "AuditDataAttribute" => Annotation.Data,
            "AuditReasonAttribute" => Annotation.Reason,
            _ => null,
        };
        annotation = found.GetValueOrDefault();
        return found is not null;
    }
}
