using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Decides how the facts of one handler's commands are written, and collects what has to be generated for them.</summary>
internal sealed class FactShapes(Compilation compilation)
{
    private const string Masked = "AuditSecret.Of<bool, BooleanCodec>(true)";

    private readonly TypeParser _types = TypeParser.For(compilation);

    /// <summary>The states of value objects among the facts.</summary>
    public IEnumerable<TypeModel> States => _types.Declared.OrderBy(type => type.State, StringComparer.Ordinal);

    /// <summary>The enums among the facts.</summary>
    public IEnumerable<EnumModel> Enums => _types.Shapes.Enums.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value);

    /// <summary>
    /// How a fact is written; <see langword="null"/> where it is omitted. What cannot be recorded is named by its type, never by
    /// its text: that could hold a secret.
    /// </summary>
    /// <param name="fact">The member or parameter.</param>
    /// <param name="type">Its type.</param>
    /// <param name="expression">The C# expression of its value.</param>
    public (string Type, string Codec, string Value)? Find(ISymbol fact, ITypeSymbol type, string expression)
    {
        Shape? shape = _types.Shapes.OfFact(fact, type, out bool isSensitive, out bool isOmitted);
        if (isOmitted)
        {
            return null;
        }

        if (shape is not null && HasOnlyValues(shape))
        {
            return (ShapeText.StateType(shape, IsClass), ShapeText.Codec(shape, IsClass), ShapeText.Capture(shape, expression, "the" + fact.Name, IsClass));
        }

        if (isSensitive)
        {
            return ("AuditSecret", "MaskCodec", type.IsValueType ? Masked : $"{expression} is null ? default : {Masked}");
        }

        return ("string", "UnauditedCodec", Naming.Literal(type.Underlying().WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()));
    }

    private static bool IsClass(string state) => false;

    private bool HasOnlyValues(Shape shape) =>
        ShapeFacts.States(shape).All(state => _types.Declared.Any(type => type.State == state && type.Role == TypeRole.Value));
}
