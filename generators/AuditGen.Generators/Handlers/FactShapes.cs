using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Decides how the facts of one handler's commands are written, and collects what has to be generated for them.</summary>
internal sealed class FactShapes(ParseSession session)
{
    private const string Masked = "AuditSecret.Of<bool, BooleanCodec>(true)";

    private readonly List<Shape> _shapes = [];
    private readonly List<string> _warningIds = [];

    /// <summary>The warnings that reading the facts gives.</summary>
    public IEnumerable<string> WarningIds => _warningIds;

    /// <summary>The states of value objects and the enums among the facts.</summary>
    public (ImmutableEquatableArray<TypeModel> Parts, ImmutableEquatableArray<EnumModel> Enums) Needed => session.Types.Needed(_shapes);

    /// <summary>The annotations of a member or parameter.</summary>
    public MemberAnnotations AnnotationsOf(ISymbol annotated) => session.Annotations.Of(annotated);

    /// <summary>
    /// How a fact is written; <see langword="null"/> where it is omitted. What cannot be recorded is named by its type, never by
    /// its text: that could hold a secret.
    /// </summary>
    /// <param name="fact">The member or parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="expression">The C# expression of its value.</param>
    public (string Type, string Codec, string Value)? Find(ISymbol fact, ITypeSymbol type, string expression)
    {
        Shape? shape = session.Shapes.OfFact(fact, type, out bool isSensitive, out bool isOmitted);
        if (isOmitted)
        {
            return null;
        }

        _warningIds.AddRange(Generators.WarningIds.Of(fact).Concat(session.Facts(type).WarningIds(session)));
        if (shape is PersonalShape personal)
        {
            shape = PersonalSubjects.Resolve(personal, Beside(fact), other => Beside(expression, fact, other), session.Shapes, fact.Name);
        }

        if (shape is not null && HasOnlyValues(shape))
        {
            _shapes.Add(shape);
            return (ShapeText.StateType(shape, IsClass), ShapeText.Codec(shape, IsClass), ShapeText.Capture(shape, expression, "the" + fact.Name, IsClass));
        }

        if (isSensitive)
        {
            return ("AuditSecret", "MaskCodec", type.IsValueType ? Masked : $"{expression} is null ? default : {Masked}");
        }

        return ("string", "UnauditedCodec", Naming.Literal(type.Underlying().WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()));
    }

    /// <summary>What stands beside a fact: the members of the command, those of its bases included, or the parameters of the method.</summary>
    private static IEnumerable<ISymbol> Beside(ISymbol fact)
    {
        if (fact is IParameterSymbol { ContainingSymbol: IMethodSymbol method })
        {
            return method.Parameters;
        }

        List<ISymbol> members = [];
        for (INamedTypeSymbol? type = fact.ContainingType; type is not null; type = type.BaseType)
        {
            members.AddRange(type.GetMembers().Where(static member => member is IPropertySymbol { GetMethod.DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
                or IFieldSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }));
        }

        return members;
    }

    /// <summary>The expression of what stands beside a fact: the last name exchanged.</summary>
    private static string Beside(string expression, ISymbol fact, ISymbol other)
    {
        string name = Naming.Escape(fact.Name);
        return expression.EndsWith("." + name, StringComparison.Ordinal)
            ? expression.Substring(0, expression.Length - name.Length) + Naming.Escape(other.Name)
            : Naming.Escape(other.Name);
    }

    private static bool IsClass(string state) => false;

    private bool HasOnlyValues(Shape shape) =>
        ShapeFacts.States(shape).All(state => session.Types.Find(state) is { Role: TypeRole.Value });
}
