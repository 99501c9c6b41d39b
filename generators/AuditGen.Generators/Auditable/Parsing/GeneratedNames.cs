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

    /// <summary>
    /// The names for a type. A type of this assembly, or one whose own assembly generated for it, has them beside it; for
    /// any other type they are generated here, under this assembly's namespace.
    /// </summary>
    public static GeneratedNames Of(INamedTypeSymbol type, Compilation compilation, out bool isForeign)
    {
        string baseName = NameOf(type);
        IAssemblySymbol home = type.ContainingAssembly ?? compilation.Assembly;
        isForeign = false;
        if (SymbolEqualityComparer.Default.Equals(home, compilation.Assembly))
        {
            return new(Beside(type, home), baseName);
        }

        if (type.IsAuditable() && !type.IsGenericType)
        {
            var beside = new GeneratedNames(Beside(type, home), baseName);
            if (home.GetTypeByMetadataName(beside.Namespace + "." + baseName + "State") is { } state
                && state.IsReachable(compilation.Assembly))
            {
                isForeign = true;
                return beside;
            }
        }

        string origin = "From" + type.ContainingNamespace.FullName().Replace(".", string.Empty);
        return new(
            Naming.AssemblyNamespace(null, compilation.AssemblyName ?? "Assembly", AuditAttributes.NamespaceSuffix(compilation.Assembly)) + "." + Naming.Identifier(origin),
            baseName);
    }

    /// <summary>Whether the user has a type where the generated one would go.</summary>
    public bool IsTaken(Compilation compilation) => compilation.Assembly.GetTypeByMetadataName(Namespace + "." + BaseName + "State") is not null;

    /// <summary>The namespace beside a type; another one where the application has a type of that name.</summary>
    private static string Beside(INamedTypeSymbol type, IAssemblySymbol home)
    {
        string @namespace = Naming.Namespace(type.ContainingNamespace.FullName(), AuditAttributes.NamespaceSuffix(home));
        return home.GetTypeByMetadataName(@namespace) is null ? @namespace : @namespace + "_";
    }

    private static string NameOf(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return "Tuple" + Generated.Hash(type.CSharp());
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
