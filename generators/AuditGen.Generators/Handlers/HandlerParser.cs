using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Reads one handler class with all its audited methods into a model without symbols.</summary>
internal static class HandlerParser
{
    /// <summary>
    /// Reads the handler that an <c>[Audited]</c> stands on. A handler with several of them is read once, for the first.
    /// </summary>
    public static HandlerModel? Parse(GeneratorAttributeSyntaxContext context, ParseSession session, CancellationToken cancellationToken)
    {
        INamedTypeSymbol? handler = context.TargetSymbol as INamedTypeSymbol ?? context.TargetSymbol.ContainingType;
        if (handler is null || !IsFirst(context, handler) || !HandlerSymbols.IsReachable(handler) || handler.TypeKind is not (TypeKind.Class or TypeKind.Struct))
        {
            return null;
        }

        List<MethodInHandler> methods = FindMethods(handler);
        var shapes = new FactShapes(session);
        cancellationToken.ThrowIfCancellationRequested();
        if (methods.Count == 0)
        {
            return null;
        }

        string name = string.Join("_", Chain(handler).Select(type => type.Name)) + (TypeParametersOf(handler) is { Count: > 0 } parameters ? parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
        return new HandlerModel(
            handler.ToDisplayString(),
            handler.ContainingNamespace.IsGlobalNamespace ? "" : handler.ContainingNamespace.ToDisplayString(HandlerSymbols.WithoutGlobal),
            name,
            handler.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            OpenName(handler),
            handler.ToDisplayString(HandlerSymbols.Full),
            HandlerSymbols.TypeParametersOf(TypeParametersOf(handler)),
            HandlerSymbols.ConstraintsOf(TypeParametersOf(handler)),
            Describe(handler, methods, shapes),
            handler.IsStatic || handler.IsRefLikeType ? ImmutableEquatableArray<DecoratorModel>.Empty : DecoratorParser.Parse(handler, name, methods, shapes),
            shapes.Needed.Parts,
            shapes.Needed.Enums,
            WarningIdsOf(handler, methods, shapes, session).ToEquatable());
    }

    private static IEnumerable<string> WarningIdsOf(INamedTypeSymbol handler, List<MethodInHandler> methods, FactShapes shapes, ParseSession session)
    {
        IEnumerable<IMethodSymbol> called = handler.AllInterfaces.SelectMany(static service => service.GetMembers()).OfType<IMethodSymbol>().Concat(methods.Select(static each => each.Method));
        return called
            .SelectMany(method => WarningIds.Of(method).Concat(method.Parameters.Select(static parameter => parameter.Type).Concat([method.ReturnType]).SelectMany(Of)))
            .Concat(handler.AllInterfaces.SelectMany(Of))
            .Concat(Of(handler))
            .Concat(shapes.WarningIds)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static id => id, StringComparer.Ordinal);

        IEnumerable<string> Of(ITypeSymbol type) => session.Facts(type).WarningIds(session);
    }

    /// <summary>The operand of <c>typeof</c>, with empty brackets where generic.</summary>
    public static string OpenName(INamedTypeSymbol type) =>
        (type.IsGenericType ? type.ConstructUnboundGenericType() : type).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The type parameters of a type and of those around it.</summary>
    public static List<ITypeParameterSymbol> TypeParametersOf(INamedTypeSymbol type) => [.. Chain(type).SelectMany(each => each.TypeParameters)];

    /// <summary>The type with those around it, outermost first.</summary>
    public static Stack<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        Stack<INamedTypeSymbol> chain = new();
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            chain.Push(each);
        }

        return chain;
    }

    private static bool IsFirst(GeneratorAttributeSyntaxContext context, INamedTypeSymbol handler)
    {
        List<AttributeData> declared = HandlerSymbols.AuditedOf(handler);
        if (declared.Count == 0)
        {
            declared = [.. handler.GetMembers().OfType<IMethodSymbol>().SelectMany(HandlerSymbols.AuditedOf)];
        }

        return declared.Count > 0
            && declared[0].ApplicationSyntaxReference is { } first
            && first.SyntaxTree == context.TargetNode.SyntaxTree
            && context.TargetNode.Span.Contains(first.Span)
            && context.Attributes.Any(attribute => attribute.ApplicationSyntaxReference is { } reference && reference.Span == first.Span && reference.SyntaxTree == first.SyntaxTree);
    }

    /// <summary>
    /// The audited methods: those with <c>[Audited]</c> of their own, and, where it stands on the class, those that handle.
    /// </summary>
    private static List<MethodInHandler> FindMethods(INamedTypeSymbol handler)
    {
        List<MethodInHandler> found = [];
        List<AttributeData> onClass = HandlerSymbols.AuditedOf(handler);
        foreach (IMethodSymbol method in handler.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation))
        {
            if (HandlerSymbols.AuditedOf(method) is { Count: > 0 } own)
            {
                found.Add(new MethodInHandler(method, own));
            }
        }

        if (onClass.Count > 0)
        {
            foreach (IMethodSymbol method in HandlingMethods(handler))
            {
                if (!AuditAttributes.Has(method, "AuditExemptAttribute") && !found.Any(each => SymbolEqualityComparer.Default.Equals(each.Method, method)))
                {
                    found.Add(new MethodInHandler(method, onClass));
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The methods that handle commands: of each interface the only one with a command, or those with a handling name; without
    /// such an interface the class's own public ones with a handling name.
    /// </summary>
    private static IEnumerable<IMethodSymbol> HandlingMethods(INamedTypeSymbol handler)
    {
        List<IMethodSymbol> methods = [];
        foreach (INamedTypeSymbol service in DecoratorParser.ServicesOf(handler))
        {
            ImmutableArray<IMethodSymbol> candidates =
            [
                .. service.GetMembers().OfType<IMethodSymbol>()
                    .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false } && HandlerSymbols.CommandOf(method) is not null),
            ];
            foreach (IMethodSymbol method in candidates.Length == 1 ? candidates : candidates.Where(HandlerSymbols.HasHandlingName))
            {
                if (handler.FindImplementationForInterfaceMember(method) is IMethodSymbol implementation
                    && !methods.Contains(implementation, SymbolEqualityComparer.Default))
                {
                    methods.Add(implementation);
                }
            }
        }

        return methods.Count > 0 ? methods : handler.GetMembers().OfType<IMethodSymbol>()
            .Where(method => method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal } && HandlerSymbols.HasHandlingName(method));
    }

    private static ImmutableEquatableArray<AuditedMethodModel> Describe(INamedTypeSymbol handler, List<MethodInHandler> methods, FactShapes shapes)
    {
        List<AuditedMethodModel> models = [];
        foreach (MethodInHandler each in methods)
        {
            string name = SimpleName(each.Method);
            int same = models.Count(model => model.Name == name);
            IParameterSymbol? command = HandlerSymbols.CommandOf(each.Method);
            bool describable = command is { RefKind: RefKind.None, Type.IsRefLikeType: false }
                && TypeParametersOf(handler).Count == 0 && each.Method.TypeParameters.IsEmpty && HandlerSymbols.IsReachable(command.Type);
            models.Add(new AuditedMethodModel(
                name,
                Naming.Identifier(name) + (same == 0 ? "" : (same + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                each.Audited.Select(AuditedDeclaration.Code).Distinct().ToEquatable(),
                each.Audited.Select(AuditedDeclaration.OnFailure).FirstOrDefault(code => code is not null),
                each.Audited.Any(AuditedDeclaration.Independent),
                describable ? command!.Type.ToDisplayString(HandlerSymbols.Full) : "",
                FactParser.OfCommand(command?.Type, shapes)));
        }

        return models.ToEquatable();
    }

    private static string SimpleName(IMethodSymbol method) => method.ExplicitInterfaceImplementations is [var declared, ..] ? declared.Name : method.Name;
}
