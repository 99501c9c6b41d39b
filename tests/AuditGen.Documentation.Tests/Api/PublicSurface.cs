using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AuditGen.Documentation.Tests.Api;

/// <summary>The public surface of an assembly as text: one line a type, one an accessible member, sorted, so that a change is a readable diff.</summary>
internal static class PublicSurface
{
    private static readonly SymbolDisplayFormat Member = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private static readonly SymbolDisplayFormat Head = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword);

    public static string Of(string assemblyPath)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        PortableExecutableReference reference = MetadataReference.CreateFromFile(assemblyPath);
        CSharpCompilation compilation = CSharpCompilation.Create("Surface", [], [.. platform.Where(path => path != assemblyPath).Select(path => MetadataReference.CreateFromFile(path)), reference]);
        IAssemblySymbol assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!;
        StringBuilder text = new();
        foreach (INamedTypeSymbol type in TypesOf(assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(Head), StringComparer.Ordinal))
        {
            text.Append(Modifiers(type)).Append(type.ToDisplayString(Head)).Append(BasesOf(type)).Append('\n');
            foreach (string member in type.GetMembers().Where(IsPart).Select(LineOf).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol space => TypesOf(space),
        INamedTypeSymbol type when IsVisible(type) => TypesOf(type).Prepend(type),
        _ => [],
    });

    /// <summary>What the compiler makes of a record is the record's line, and accessors are their property's.</summary>
    private static bool IsPart(ISymbol member) => IsVisible(member) && !member.IsImplicitlyDeclared && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove }
        && !(member.ContainingType.IsRecord && member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute"));

    private static string LineOf(ISymbol member) => (member is IPropertySymbol { IsRequired: true } ? "required " : "") + member.ToDisplayString(Member);

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static string Modifiers(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => "public static ",
        { TypeKind: TypeKind.Class, IsAbstract: true } => "public abstract ",
        { TypeKind: TypeKind.Class, IsSealed: true } => type.IsRecord ? "public sealed record " : "public sealed ",
        { IsReadOnly: true } => "public readonly ",
        _ => "public ",
    };

    private static string BasesOf(INamedTypeSymbol type)
    {
        string[] bases =
        [
            .. type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } parent } ? [parent.ToDisplayString(Member)] : Array.Empty<string>(),
            .. type.Interfaces.Where(IsVisible).Select(each => each.ToDisplayString(Member)).Order(StringComparer.Ordinal),
        ];
        return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
    }
}
