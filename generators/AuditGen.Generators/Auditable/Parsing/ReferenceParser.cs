using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Finds what is recorded in place of another resource: its key.</summary>
internal static class ReferenceParser
{
    public static ScalarShape? Of(ITypeSymbol type, ScalarParser scalars, ParseSession session)
    {
        if (type.Underlying() is not INamedTypeSymbol target || target.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return null;
        }

        List<ISymbol> members = session.Members.OfAuditable(target);
        List<ISymbol> keys = members.FindAll(member => session.Annotations.Of(member).Has(Annotation.Key));
        if (keys.Count == 0)
        {
            keys = members.FindAll(static member => member.Name == "Id");
        }

        var parts = new List<(string Expression, ScalarShape Shape)>();
        foreach (ISymbol key in keys)
        {
            (string access, string? accessor) = MemberAccess.Of(key, target, session, key.Name);
            if (accessor is not null || scalars.Of(key.ValueType()) is not { } shape)
            {
                return null;
            }

            parts.Add((access, shape));
        }

        if (parts.Count == 0)
        {
            return null;
        }

        bool mayBeNull = !type.IsValueType || !SymbolEqualityComparer.Default.Equals(type, target);
        return parts.Count == 1 ? Single(parts[0].Expression, parts[0].Shape, mayBeNull) : Joined(parts);
    }

    private static ScalarShape Single(string expression, ScalarShape shape, bool mayBeNull)
    {
        string value = shape.Capture.Replace("$", expression.Replace("$", mayBeNull ? "@v" : "$"));
        string cast = shape.IsValueType ? $"({shape.StateType}?)" : string.Empty;
        return shape with
        {
            IsNullable = shape.IsNullable || mayBeNull,
            Capture = mayBeNull ? $"$ is {{ }} @v ? {cast}{value} : null" : value,
        };
    }

    private static ScalarShape Joined(List<(string Expression, ScalarShape Shape)> parts)
    {
        string joined = string.Join(", ", parts.Select(part =>
            $"AuditKeyText.Of<{ShapeText.KeyType(part.Shape)}, {ShapeText.KeyCodec(part.Shape)}>({part.Shape.Capture.Replace("$", part.Expression.Replace("$", "@v"))})"));
        return new ScalarShape("string", "StringCodec", false, true, $"$ is {{ }} @v ? AuditKeyText.Join({joined}) : null", "StringCodec")
        {
            Enums = parts.SelectMany(static part => part.Shape.Enums).ToEquatable(),
        };
    }
}
