using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Decides how a member is recorded. What cannot be recorded has no shape; the analyzers report it.</summary>
internal sealed class ShapeParser(ParseSession session)
{
    private readonly ScalarParser _scalars = new(session);

    /// <summary>The enums met so far, by the name of what is generated for them.</summary>
    public IReadOnlyDictionary<string, EnumModel> Enums => _scalars.Enums;

    /// <summary>The shape of a member, its annotations considered.</summary>
    public Shape? OfMember(ISymbol member)
    {
        ITypeSymbol type = member.ValueType();
        if (!session.Facts(type).IsNameable)
        {
            return null;
        }

        MemberAnnotations annotations = session.Annotations.Of(member);
        bool isReference = annotations.Has(Annotation.Reference);
        Classification classification = ClassificationParser.Of(member, type, session);
        if (classification == Classification.Omit)
        {
            return null;
        }

        if (classification != Classification.None)
        {
            return OfValue(type, isReference) is { } inner ? new SecretShape(inner, classification == Classification.Hash) : null;
        }

        if (annotations[Annotation.PersonalData] is { } personal)
        {
            return OfValue(type, isReference) is { } inner ? PersonalSubjects.Shape(personal, WithAccess(inner, type)) : null;
        }

        return OfContent(type, isReference, annotations.Has(Annotation.Ordered)) is { } shape ? WithAccess(shape, type) : null;
    }

    /// <summary>
    /// The shape of a fact that a command carries, its annotations considered: a value with codec, or one made of such; of a
    /// resource its key. <see langword="null"/> where it is omitted or cannot be recorded.
    /// </summary>
    /// <param name="fact">The member or parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="isSensitive">Whether its value must not be seen.</param>
    /// <param name="isOmitted">Whether even the fact that there is one must not.</param>
    public Shape? OfFact(ISymbol fact, ITypeSymbol type, out bool isSensitive, out bool isOmitted)
    {
        Classification classification = ClassificationParser.Of(fact, type, session);
        AttributeData? personal = classification == Classification.None ? session.Annotations.Of(fact)[Annotation.PersonalData] : null;
        isSensitive = classification != Classification.None || personal is not null;
        isOmitted = classification == Classification.Omit;
        if (isOmitted || !session.Facts(type).IsNameable)
        {
            return null;
        }

        Shape? shape = OfValue(type, isReference: type.Underlying().IsAuditable());
        return !isSensitive || shape is null ? shape
            : personal is not null ? PersonalSubjects.Shape(personal, shape)
            : new SecretShape(shape, classification == Classification.Hash);
    }

    /// <summary>How a member is read that says whose data another one holds; <see langword="null"/> where it cannot say so.</summary>
    public ScalarShape? OfSubject(ISymbol member)
    {
        ITypeSymbol type = member.ValueType();
        bool isPlain = session.Facts(type).IsNameable
            && ClassificationParser.Of(member, type, session) == Classification.None
            && !session.Annotations.Of(member).Has(Annotation.PersonalData);
        return !isPlain ? null : _scalars.Of(type) ?? ReferenceParser.Of(type, _scalars, session);
    }

    private Shape WithAccess(Shape shape, ITypeSymbol type) => shape.IsPublic && !session.Facts(type).IsPublic ? shape with { IsPublic = false } : shape;

    private Shape? OfContent(ITypeSymbol type, bool isReference, bool isOrdered)
    {
        if (_scalars.Of(type) is { } scalar)
        {
            return scalar;
        }

        TypeFacts facts = session.Facts(type);
        if (facts.Dictionary is { } entry)
        {
            return Map(facts, entry.TypeArguments[0], entry.TypeArguments[1], isReference);
        }

        if (facts.Element is { } elementType)
        {
            if (!isReference && elementType is INamedTypeSymbol element && element.IsAuditable() && session.Types.KeyOf(element) is { } key
                && OfObject(element, isPart: true) is ObjectShape objectShape)
            {
                return new ElementsShape(objectShape, key.Type, key.Codec, key.Enums, isOrdered, !element.IsValueType, facts.IsNullable);
            }

            return List(type, elementType, isReference, isWhole: isOrdered);
        }

        return isReference ? ReferenceParser.Of(type, _scalars, session) : OfObject(type, isPart: true);
    }

    /// <summary>The shape of something compared as one value: an element, a dictionary's value, a sensitive member.</summary>
    private Shape? OfValue(ITypeSymbol type, bool isReference)
    {
        TypeFacts facts = session.Facts(type);
        if (!facts.IsNameable)
        {
            return null;
        }

        if (_scalars.Of(type) is { } scalar)
        {
            return scalar;
        }

        if (facts.Dictionary is { } entry)
        {
            return Map(facts, entry.TypeArguments[0], entry.TypeArguments[1], isReference, isValue: true);
        }

        if (facts.Element is { } elementType)
        {
            return List(type, elementType, isReference, isWhole: true);
        }

        return isReference ? ReferenceParser.Of(type, _scalars, session) : OfObject(type, isPart: false);
    }

    private ListShape? List(ITypeSymbol type, ITypeSymbol elementType, bool isReference, bool isWhole)
    {
        TypeFacts facts = session.Facts(type);
        ListForm form = type is IArrayTypeSymbol { Rank: 2 } ? ListForm.Grid : facts.IsSet ? ListForm.Set : ListForm.Sequence;
        return OfValue(elementType, isReference) is { } element
            ? new ListShape(element, session.Facts(elementType).Annotated, form, isWhole || form == ListForm.Grid, facts.IsNullable)
            : null;
    }

    private MapShape? Map(TypeFacts map, ITypeSymbol keyType, ITypeSymbol valueType, bool isReference, bool isValue = false)
    {
        Shape? key = OfValue(keyType, isReference: false);
        Shape? value = !isReference && !isValue && valueType.Underlying().IsAuditable() && _scalars.Of(valueType) is null
            ? OfObject(valueType, isPart: true)
            : OfValue(valueType, isReference);
        return key is ScalarShape or ObjectShape && value is not null
            ? new MapShape(key as ScalarShape, key as ObjectShape, session.Facts(keyType).Annotated, value, session.Facts(valueType).Annotated, map.IsNullable)
            : null;
    }

    private ObjectShape? OfObject(ITypeSymbol type, bool isPart)
    {
        ITypeSymbol underlying = type.Underlying();
        if (underlying is not INamedTypeSymbol named || named.SpecialType != SpecialType.None || !session.Types.CanRecord(named))
        {
            return null;
        }

        TypeFacts facts = session.Facts(named);
        if (!facts.IsAuditable && ((named.IsInSystem() && !named.IsTupleType && named.MetadataName is not "KeyValuePair`2") || facts.Element is not null))
        {
            return null;
        }

        GeneratedNames names = session.Names(named, out bool isForeign);
        bool isForeignClass = false;
        if (isForeign)
        {
            isForeignClass = session.Compilation.GetTypeByMetadataName(names.Namespace + "." + names.BaseName + "State") is { IsReferenceType: true };
        }
        else if (facts.IsAuditable && !named.IsGenericType && session.IsOwn(named))
        {
            // Its own annotation has it generated; here it is only named.
            if (session.IsTaken(names))
            {
                return null;
            }
        }
        else if (session.Types.Declare(named) is null)
        {
            return null;
        }

        bool mayBeNull = !type.IsValueType || !SymbolEqualityComparer.Default.Equals(underlying, type);
        return new ObjectShape(names.State, facts.CSharp, mayBeNull, isPart && facts.IsAuditable, isForeignClass) { IsPublic = facts.IsPublic };
    }
}
