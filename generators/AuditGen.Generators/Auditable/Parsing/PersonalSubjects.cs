using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Reads <c>[AuditPersonalData]</c>, and finds the member that says whose data a value is.</summary>
internal static class PersonalSubjects
{
    /// <summary>The shape of a value under a person's key; the person is still to be found.</summary>
    public static PersonalShape Shape(AttributeData attribute, Shape inner) =>
        new(inner, Argument(attribute, "Subject") ?? string.Empty, Argument(attribute, "Kind"), Subject: null) { IsPublic = inner.IsPublic };

    /// <summary>
    /// Finds the person among the members beside the annotated one; otherwise it is a member of the resource, found when
    /// events are written.
    /// </summary>
    /// <param name="shape">The shape.</param>
    /// <param name="candidates">The members or parameters beside the annotated one.</param>
    /// <param name="expression">How one of them is read, or <see langword="null"/> where it cannot be.</param>
    /// <param name="shapes">How members are recorded.</param>
    /// <param name="name">A name for the expression, unique among those of one block.</param>
    public static PersonalShape Resolve(PersonalShape shape, IEnumerable<ISymbol> candidates, Func<ISymbol, string?> expression, ShapeParser shapes, string name)
    {
        if (shape.Member.Length == 0)
        {
            return shape;
        }

        foreach (ISymbol candidate in candidates)
        {
            if (MemberCollector.NameOf(candidate) == shape.Member && shapes.OfSubject(candidate) is { } found && expression(candidate) is { } source)
            {
                string value = found.Capture.Replace("$", source).Replace("@v", "the" + name + "Subject");
                return shape with
                {
                    Subject = $"AuditKeyText.Of<{ShapeText.KeyType(found)}, {ShapeText.KeyCodec(found)}>({value})",
                    SubjectEnums = found.Enums,
                };
            }
        }

        return shape with { Member = Naming.Stored(shape.Member) };
    }

    private static string? Argument(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is string { Length: > 0 } text ? text : null;
}
