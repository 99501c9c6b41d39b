using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>What is asked of one type again and again while models are made, found once.</summary>
internal sealed class TypeFacts(ITypeSymbol type, IAssemblySymbol assembly)
{
    private (INamedTypeSymbol? Entry, ITypeSymbol? Element)? _contents;
    private ImmutableArray<string>? _warningIds;
    private bool? _isNameable;
    private bool? _isPublic;
    private bool? _isAuditable;
    private bool? _isSet;

    /// <summary>The type inside <c>T?</c> of a value type, or the type itself.</summary>
    public ITypeSymbol Underlying { get; } = type.Underlying();

    /// <summary>Whether it is <c>T?</c> of a value type.</summary>
    public bool IsNullableStruct => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Whether references of the type may be null, as far as declared.</summary>
    public bool IsNullable => type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    /// <summary>The type in C#, without a question mark for references.</summary>
    public string CSharp => field ??= type.CSharp();

    /// <summary>The type in C# with the question marks that it was written with; one more where nothing is known about null.</summary>
    public string Annotated => field ??= type.IsValueType || type.NullableAnnotation == NullableAnnotation.NotAnnotated
        ? type.AnnotatedCSharp()
        : type.WithNullableAnnotation(NullableAnnotation.Annotated).AnnotatedCSharp();

    public bool IsNameable => _isNameable ??= type.IsNameable(assembly);

    public bool IsPublic => _isPublic ??= type.IsEffectivelyPublic();

    public bool IsAuditable => _isAuditable ??= type.IsAuditable();

    /// <summary>The dictionary interface that it implements, or <see langword="null"/>.</summary>
    public INamedTypeSymbol? Dictionary => Contents.Entry;

    /// <summary>The type of the elements where it is recorded as a sequence; <see langword="null"/> where it is not.</summary>
    public ITypeSymbol? Element => Contents.Element;

    public bool IsSet => _isSet ??= type.Implemented("System.Collections.Generic", "IReadOnlySet", 1) is not null
        || type.Implemented("System.Collections.Generic", "ISet", 1) is not null;

    /// <summary>The shape as a scalar once it was looked for.</summary>
    public (ScalarShape? Shape, bool IsKnown) Scalar { get; set; }

    /// <summary>The classification of the type once it was looked for.</summary>
    public (AttributeData? Attribute, bool IsKnown) Sensitive { get; set; }

    /// <summary>The warnings that naming the type gives.</summary>
    public ImmutableArray<string> WarningIds(ParseSession session) => _warningIds ??= Generators.WarningIds.OfType(type, session);

    private (INamedTypeSymbol? Entry, ITypeSymbol? Element) Contents => _contents ??= (EntryOf(type), ElementOf(type));

    private static INamedTypeSymbol? EntryOf(ITypeSymbol type) =>
        type.Implemented("System.Collections.Generic", "IReadOnlyDictionary", 2) ?? type.Implemented("System.Collections.Generic", "IDictionary", 2);

    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.Rank <= 2 ? array.ElementType : null;
        }

        return type.SpecialType == SpecialType.System_String
            || type.Implemented("System.Linq", "IQueryable", 0) is not null
            || type.Implemented("System.Linq", "IQueryable", 1) is not null
            || type.IsAuditable()
                ? null
                : type.Underlying().Implemented("System.Collections.Generic", "IEnumerable", 1)?.TypeArguments[0];
    }
}
