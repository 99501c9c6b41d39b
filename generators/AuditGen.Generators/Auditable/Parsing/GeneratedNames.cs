using System.Text;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators;

/// <summary>Where the generated types of a domain type live and what they are called.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="BaseName">What the names begin with.</param>
internal readonly record struct GeneratedNames(string Namespace, string BaseName)
{
    public string State => "global::" + Namespace + "." + BaseName + "State";

    public string Resource => "global::" + Namespace + "." + BaseName + "Resource";

    /// <summary>The names for a type of a referenced assembly, and whether that assembly generated for it.</summary>
    public static (GeneratedNames Names, bool IsForeign) OfReferenced(INamedTypeSymbol type, ParseSession session)
    {
        string baseName = BaseNameOf(type);
        IAssemblySymbol home = type.ContainingAssembly;
        if (type.IsAuditable() && !type.IsGenericType)
        {
            var beside = new GeneratedNames(Beside(type.ContainingNamespace, home, AuditAttributes.NamespaceSuffix(home)), baseName);
            if (home.GetTypeByMetadataName(beside.Namespace + "." + baseName + "State") is { } state && state.IsReachable(session.Assembly))
            {
                return (beside, true);
            }
        }

        string origin = "From" + type.ContainingNamespace.FullName().Replace(".", string.Empty);
        string @namespace = Naming.AssemblyNamespace(null, session.Compilation.AssemblyName ?? "Assembly", session.NamespaceSuffix) + "." + Naming.Identifier(origin);
        return (new GeneratedNames(@namespace, baseName), false);
    }

    /// <summary>The namespace beside that of a type; another one where the application has a type of that name.</summary>
    public static string Beside(INamespaceSymbol declaring, IAssemblySymbol home, string suffix)
    {
        string @namespace = Naming.Namespace(declaring.FullName(), suffix);
        return home.GetTypeByMetadataName(@namespace) is null ? @namespace : @namespace + "_";
    }

    /// <summary>What the generated names of a type begin with.</summary>
    public static string BaseNameOf(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return "Tuple" + Generated.Hash(type.CSharp());
        }

        if (!type.IsGenericType && type.ContainingType is null)
        {
            return type.Name;
        }

        var name = new StringBuilder();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            name.Insert(0, current.Name + (name.Length > 0 ? "_" : string.Empty));
        }

        if (type.IsGenericType)
        {
            name.Append("Of").Append(string.Join("And", type.TypeArguments.Select(ArgumentName)));
            bool isPlain = type.TypeArguments.All(argument => argument.SpecialType != SpecialType.None
                || (argument is INamedTypeSymbol { IsGenericType: false, ContainingType: null }
                    && SymbolEqualityComparer.Default.Equals(argument.ContainingNamespace, type.ContainingNamespace)));
            if (!isPlain)
            {
                name.Append('_').Append(Generated.Hash(type.CSharp()));
            }
        }

        return name.ToString();
    }

    private static string ArgumentName(ITypeSymbol type) =>
        type is IArrayTypeSymbol array ? ArgumentName(array.ElementType) + "Array" : type.Name;
}
