using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Finds the reasons and facts that commands and parameters carry.</summary>
internal static class FactParser
{
    private const string DataAttribute = "AuditDataAttribute";
    private const string ReasonAttribute = "AuditReasonAttribute";
    private const string SensitiveAttribute = "AuditSensitiveAttribute";

    /// <summary>The facts among the members of a command, those of base types first.</summary>
    public static ImmutableEquatableArray<FactModel> OfCommand(ITypeSymbol? command)
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
                    AddFacts(facts, [.. member.GetAttributes(), .. PrimaryParameterAttributes(member)], memberType, member.Name, parameter: "");
                }
            }
        }

        return facts.ToEquatable();
    }

    /// <summary>The facts among the parameters of a method.</summary>
    public static ImmutableEquatableArray<FactModel> OfParameters(IMethodSymbol method, IMethodSymbol implementation)
    {
        List<FactModel> facts = [];
        for (int i = 0; i < method.Parameters.Length && i < implementation.Parameters.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            AddFacts(facts, [.. parameter.GetAttributes(), .. SymbolEqualityComparer.Default.Equals(method, implementation) ? [] : implementation.Parameters[i].GetAttributes()],
                parameter.Type, parameter.Name, Naming.Escape(parameter.Name));
        }

        return facts.ToEquatable();
    }

    private static void AddFacts(List<FactModel> facts, List<AttributeData> attributes, ITypeSymbol type, string member, string parameter)
    {
        if (attributes.Any(attribute => AuditAttributes.Is(attribute, ReasonAttribute)) && type.SpecialType == SpecialType.System_String)
        {
            facts.Add(new FactModel(Naming.Escape(member), parameter, "", "", "", "{0}"));
        }

        if (attributes.FirstOrDefault(attribute => AuditAttributes.Is(attribute, DataAttribute)) is { } data)
        {
            string name = data.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string ?? Naming.Stored(member);
            int? sensitivity = attributes.FirstOrDefault(attribute => AuditAttributes.Is(attribute, SensitiveAttribute)) is { } sensitive
                ? sensitive.ConstructorArguments is [{ Value: int value }, ..] ? value : 0
                : null;
            if (FactCodecs.Find(type, sensitivity) is { } codec && name.Length > 0)
            {
                facts.Add(new FactModel(Naming.Escape(member), parameter, name, codec.Type, codec.Codec, codec.ValueFormat));
            }
        }
    }

    /// <summary>Attributes without a target on a positional parameter of a record belong to its property too.</summary>
    private static IEnumerable<AttributeData> PrimaryParameterAttributes(ISymbol member)
    {
        if (member is not IPropertySymbol { ContainingType: { IsRecord: true } record })
        {
            return [];
        }

        return record.InstanceConstructors
            .SelectMany(constructor => constructor.Parameters)
            .Where(parameter => parameter.Name == member.Name && parameter.Locations.Intersect(member.Locations).Any())
            .SelectMany(parameter => parameter.GetAttributes());
    }

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
