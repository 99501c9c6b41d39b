using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AuditGen.Generators.Handlers;

/// <summary>Reads the interfaces of a handler that are worth decorating.</summary>
internal static class DecoratorParser
{
    /// <summary>The interfaces under which a handler may be registered: not those of the base class library.</summary>
    public static IEnumerable<INamedTypeSymbol> ServicesOf(INamedTypeSymbol handler) => handler.AllInterfaces.Where(service =>
        HandlerSymbols.IsReachable(service)
        && !service.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal)
        && !WithInherited(service).SelectMany(each => each.GetMembers()).Any(member => member is { IsStatic: true, IsAbstract: true } || IsByReference(member)));

    /// <summary>Reads the decorators: one for each interface through which an audited method can be called.</summary>
    public static ImmutableEquatableArray<DecoratorModel> Parse(INamedTypeSymbol handler, string name, List<MethodInHandler> methods, FactShapes shapes)
    {
        List<DecoratorModel> decorators = [];
        foreach (INamedTypeSymbol service in ServicesOf(handler))
        {
            List<ISymbol> members =
            [
                .. WithInherited(service).SelectMany(each => each.GetMembers()).Where(member =>
                    member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary } and not ITypeSymbol
                    && !(member.IsSealed || (member is { IsAbstract: false, IsVirtual: false }))),
            ];
            List<ServiceMemberModel> models = [.. members.Select(member => Parse(member, handler, methods, members, shapes))];
            if (models.Any(member => member.Audited >= 0))
            {
                string decorator = "Audited" + name + (decorators.Count == 0 ? "" : $"As{service.Name}{(decorators.Any(each => each.Name.EndsWith("As" + service.Name, StringComparison.Ordinal)) ? Generated.Hash(service.ToDisplayString()) : "")}");
                string typeOf = HandlerParser.TypeParametersOf(handler).Count > 0 ? HandlerParser.OpenName(service) : service.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
                decorators.Add(new DecoratorModel(decorator, service.ToDisplayString(HandlerSymbols.Full), typeOf, models.ToEquatable()));
            }
        }

        return decorators.ToEquatable();
    }

    private static ImmutableArray<INamedTypeSymbol> WithInherited(INamedTypeSymbol service) => service.AllInterfaces.Insert(0, service);

    private static bool IsByReference(ISymbol member) => member is IMethodSymbol { RefKind: not RefKind.None } or IPropertySymbol { RefKind: not RefKind.None };

    private static ServiceMemberModel Parse(ISymbol member, INamedTypeSymbol handler, List<MethodInHandler> methods, List<ISymbol> siblings, FactShapes shapes)
    {
        string declaring = member.ContainingType.ToDisplayString(HandlerSymbols.Full);
        bool isExplicit = siblings.Any(other => !SymbolEqualityComparer.Default.Equals(other, member) && LooksLike(other, member));
        switch (member)
        {
            case IMethodSymbol method:
                (ReturnKind returns, ITypeSymbol? value) = HandlerSymbols.ReturnOf(method);
                int audited = returns == ReturnKind.Unsupported ? -1 : AuditedIndex(method, handler, methods);
                return new ServiceMemberModel(
                    KindOf(method),
                    declaring,
                    isExplicit,
                    Naming.Escape(method.Name) + HandlerSymbols.TypeParametersOf(method.TypeParameters),
                    method.ReturnType.ToDisplayString(HandlerSymbols.Full),
                    string.Join(", ", method.Parameters.Select(Parameter)),
                    string.Join(", ", method.Parameters.Select(Argument)),
                    isExplicit ? "" : HandlerSymbols.ConstraintsOf(method.TypeParameters),
                    method.Parameters.Select(parameter => parameter.Name).ToEquatable(),
                    HasGet: false,
                    HasSet: false,
                    returns,
                    HandlerSymbols.SuccessOf(value),
                    method.Parameters.FirstOrDefault(parameter => HandlerSymbols.IsCancellationToken(parameter.Type)) is { } token ? Naming.Escape(token.Name) : "",
                    HandlerSymbols.CommandOf(method) is { } command ? Naming.Escape(command.Name) : "",
                    audited < 0 ? ImmutableEquatableArray<FactModel>.Empty : FactParser.OfParameters(method, methods[audited].Method, shapes),
                    audited);
            case IPropertySymbol property:
                return new ServiceMemberModel(
                    ServiceMemberKind.Property,
                    declaring,
                    isExplicit,
                    property.IsIndexer ? "this" : Naming.Escape(property.Name),
                    property.Type.ToDisplayString(HandlerSymbols.Full),
                    string.Join(", ", property.Parameters.Select(Parameter)),
                    string.Join(", ", property.Parameters.Select(Argument)),
                    "",
                    ImmutableEquatableArray<string>.Empty,
                    property.GetMethod is not null,
                    property.SetMethod is { IsInitOnly: false },
                    ReturnKind.Value,
                    Success: null,
                    "",
                    "",
                    ImmutableEquatableArray<FactModel>.Empty,
                    Audited: -1);
            default:
                var @event = (IEventSymbol)member;
                return new ServiceMemberModel(
                    ServiceMemberKind.Event,
                    declaring,
                    isExplicit,
                    Naming.Escape(@event.Name),
                    @event.Type.ToDisplayString(HandlerSymbols.Full),
                    "",
                    "",
                    "",
                    ImmutableEquatableArray<string>.Empty,
                    HasGet: false,
                    HasSet: false,
                    ReturnKind.Void,
                    Success: null,
                    "",
                    "",
                    ImmutableEquatableArray<FactModel>.Empty,
                    Audited: -1);
        }
    }

    private static int AuditedIndex(IMethodSymbol method, INamedTypeSymbol handler, List<MethodInHandler> methods)
    {
        ISymbol? implementation = handler.FindImplementationForInterfaceMember(method);
        return methods.FindIndex(each => SymbolEqualityComparer.Default.Equals(each.Method, implementation));
    }

    private static ServiceMemberKind KindOf(IMethodSymbol method) => method.ContainingType.ToDisplayString() switch
    {
        "System.IDisposable" => ServiceMemberKind.Dispose,
        "System.IAsyncDisposable" => ServiceMemberKind.DisposeAsync,
        _ => ServiceMemberKind.Method,
    };

    private static bool LooksLike(ISymbol left, ISymbol right) =>
        left.Name == right.Name
        && ((left as IMethodSymbol)?.Parameters ?? (left as IPropertySymbol)?.Parameters ?? []).Select(parameter => parameter.Type)
            .SequenceEqual(((right as IMethodSymbol)?.Parameters ?? (right as IPropertySymbol)?.Parameters ?? []).Select(parameter => parameter.Type), SymbolEqualityComparer.Default);

    private static string Parameter(IParameterSymbol parameter) =>
        $"{Prefix(parameter)}{parameter.Type.ToDisplayString(HandlerSymbols.Full)} {Naming.Escape(parameter.Name)}";

    private static string Prefix(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => parameter.IsParams ? "params " : "",
    };

    private static string Argument(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In or RefKind.RefReadOnlyParameter => "in ",
        _ => "",
    } + Naming.Escape(parameter.Name);
}
