using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Finds the reasons and facts that commands and parameters carry.</summary>
internal static class FactParser
{
    /// <summary>The facts among the members of a command, those of base types first.</summary>
    public static ImmutableEquatableArray<FactModel> OfCommand(ITypeSymbol? command, FactShapes shapes)
    {
        List<FactModel> facts = [];
        foreach (ITypeSymbol type in TypesOf(command))
        {
            foreach (ISymbol member in type.GetMembers())
            {
                (ITypeSymbol? memberType, bool readable) = member switch
                {
                    IPropertySymbol { IsIndexer: false, IsStatic: false, GetMethod: not null } property => (property.Type, IsVisible(property) && IsVisible(property.GetMethod)),
                    IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => (field.Type, IsVisible(field)),
                    _ => (null, false),
                };
                if (memberType is not null && readable)
                {
                    Add(facts, shapes, member, memberType, $"{FactModel.Command}.{Naming.Escape(member.Name)}");
                }
            }
        }

        return facts.ToEquatable();
    }

    /// <summary>The facts among the parameters of a method.</summary>
    public static ImmutableEquatableArray<FactModel> OfParameters(IMethodSymbol method, IMethodSymbol implementation, FactShapes shapes)
    {
        List<FactModel> facts = [];
        for (int i = 0; i < method.Parameters.Length && i < implementation.Parameters.Length; i++)
        {
            // The annotations may stand on the handler's own method or on the interface's; the decorator has the latter's names.
            IParameterSymbol declared = method.Parameters[i];
            IParameterSymbol annotated = IsAnnotated(shapes, implementation.Parameters[i]) ? implementation.Parameters[i] : declared;
            if (declared.RefKind is RefKind.None or RefKind.In)
            {
                Add(facts, shapes, annotated, declared.Type, Naming.Escape(declared.Name));
            }
        }

        return facts.ToEquatable();
    }

    private static void Add(List<FactModel> facts, FactShapes shapes, ISymbol annotated, ITypeSymbol type, string expression)
    {
        MemberAnnotations annotations = shapes.AnnotationsOf(annotated);
        if (annotations.Has(Annotation.Reason) && type.SpecialType == SpecialType.System_String)
        {
            facts.Add(new FactModel("", "", "", expression));
        }

        if (annotations[Annotation.Data] is { } data && shapes.Find(annotated, type, expression) is { } found)
        {
            string? name = data.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string;
            facts.Add(new FactModel(string.IsNullOrEmpty(name) ? Naming.Stored(annotated.Name) : name!, found.Type, found.Codec, found.Value));
        }
    }

    private static bool IsAnnotated(FactShapes shapes, IParameterSymbol parameter) =>
        shapes.AnnotationsOf(parameter) is var annotations && (annotations.Has(Annotation.Data) || annotations.Has(Annotation.Reason));

    private static IEnumerable<ITypeSymbol> TypesOf(ITypeSymbol? command)
    {
        IEnumerable<ITypeSymbol> types = command is ITypeParameterSymbol parameter ? parameter.ConstraintTypes : command is null ? [] : [command];
        foreach (ITypeSymbol type in types)
        {
            Stack<ITypeSymbol> bases = new();
            for (ITypeSymbol? each = type; each is { SpecialType: SpecialType.None }; each = each.BaseType)
            {
                bases.Push(each);
            }

            foreach (ITypeSymbol each in bases)
            {
                yield return each;
            }
        }
    }

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
