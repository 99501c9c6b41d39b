using System.Collections.Concurrent;
using AuditGen.Analyzers.Flow;
using AuditGen.Analyzers.Settings;
using AuditGen.Analyzers.Symbols;
using Microsoft.CodeAnalysis;

namespace AuditGen.Analyzers.Handlers;

/// <summary>
/// Tells command handlers from other classes: by <c>[assembly: CommandHandler]</c> here and in referenced assemblies, by
/// the interfaces of MediatR and NServiceBus, by the conventions of Wolverine and of plain <c>…CommandHandler</c> classes.
/// </summary>
internal sealed class HandlerShapes
{
    private static readonly string[] HandlingNames = ["Handle", "HandleAsync"];
    private static readonly string[] WolverineNames = ["Handle", "HandleAsync", "Consume", "ConsumeAsync"];

    private readonly AuditSymbols _symbols;
    private readonly INamedTypeSymbol[] _configured;
    private readonly bool _usesWolverine;

    public HandlerShapes(AuditSymbols symbols)
    {
        _symbols = symbols;
        Own = [.. Configured(symbols.Compilation.Assembly)];
        _configured = [.. Own.Select(o => o.Type).Concat(Referenced().SelectMany(Configured).Select(o => o.Type))];
        _usesWolverine = symbols.Compilation.GetTypeByMetadataName("Wolverine.IMessageBus") is not null;
    }

    /// <summary>What this assembly itself configures, and where.</summary>
    public IReadOnlyList<(INamedTypeSymbol Type, AttributeData Attribute)> Own { get; }

    /// <summary>The configured types that were matched, for the rule about those that were not.</summary>
    public ConcurrentDictionary<ISymbol, bool> Matched { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The methods of the class that handle commands; none where it is no command handler.</summary>
    public IReadOnlyList<HandlerMethod> MethodsOf(INamedTypeSymbol type, AuditSettings settings)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract && !type.IsStatic)
        {
            return [];
        }

        var methods = new List<HandlerMethod>();
        foreach (INamedTypeSymbol service in type.AllInterfaces)
        {
            if (IsCommandInterface(service, settings))
            {
                AddImplementations(type, service, methods);
            }
        }

        foreach (INamedTypeSymbol configured in _configured)
        {
            if (configured.TypeKind == TypeKind.Class && !type.OriginalDefinition.Is(configured) && type.DerivesFrom(configured))
            {
                Matched.TryAdd(configured, true);
                AddOverrides(type, configured, methods);
            }
        }

        if (methods.Count == 0)
        {
            AddByConvention(type, settings, methods);
        }

        return methods;
    }

    /// <summary>
    /// The methods that <c>[Audited]</c> is about: handling methods where the class is a recognised handler, else what the
    /// annotations name.
    /// </summary>
    public IReadOnlyList<HandlerMethod> AuditedMethodsOf(INamedTypeSymbol type, AuditSettings settings)
    {
        IReadOnlyList<HandlerMethod> methods = MethodsOf(type, settings);
        if (methods.Count > 0 || type.IsAbstract && !type.IsStatic)
        {
            return methods;
        }

        var named = type.GetMembers().OfType<IMethodSymbol>().Where(m => m.Has(_symbols.Audited)).ToList();
        if (named.Count == 0)
        {
            named = [.. MethodsNamed(type, ["Handle", "HandleAsync", "Execute", "ExecuteAsync", "Invoke", "InvokeAsync", "Consume", "ConsumeAsync"])];
        }

        if (named.Count == 0)
        {
            foreach (INamedTypeSymbol service in type.AllInterfaces.Where(IsHandlerLike))
            {
                var found = new List<HandlerMethod>();
                AddImplementations(type, service, found);
                methods = [.. methods, .. found];
            }

            return methods;
        }

        return [.. named.Select(m => new HandlerMethod(m, ServiceOf(type, m)))];
    }

    public static bool IsQuery(INamedTypeSymbol type, HandlerMethod method, AuditSettings settings) =>
        type.Name.EndsWith("QueryHandler", StringComparison.Ordinal)
        || type.AllInterfaces.Any(i => i.Name == "IQueryHandler")
        || (method.Command is { } command && command.SpecialType == SpecialType.None
            && !command.Name.EndsWith("Command", StringComparison.Ordinal) && settings.QueryNames.Matches(command.Name));

    /// <summary>The interface through which the method is called, if any.</summary>
    public static INamedTypeSymbol? ServiceOf(INamedTypeSymbol type, IMethodSymbol method)
    {
        foreach (INamedTypeSymbol service in type.AllInterfaces)
        {
            foreach (ISymbol member in service.GetMembers())
            {
                if (member is IMethodSymbol && type.FindImplementationForInterfaceMember(member).Is(method))
                {
                    return service;
                }
            }
        }

        return null;
    }

    private IEnumerable<IAssemblySymbol> Referenced()
    {
        string own = _symbols.Auditable.ContainingAssembly.Name;
        foreach (IAssemblySymbol assembly in _symbols.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            // Only assemblies that know the attribute can carry it; the others need not be decoded.
            if (assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == own)))
            {
                yield return assembly;
            }
        }
    }

    private IEnumerable<(INamedTypeSymbol Type, AttributeData Attribute)> Configured(IAssemblySymbol assembly)
    {
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (attribute.Is(_symbols.CommandHandler) && attribute.ConstructorArguments.Length == 1
                && attribute.ConstructorArguments[0].Value is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
            {
                yield return (type.OriginalDefinition, attribute);
            }
        }
    }

    private bool IsCommandInterface(INamedTypeSymbol service, AuditSettings settings)
    {
        INamedTypeSymbol definition = service.OriginalDefinition;
        foreach (INamedTypeSymbol configured in _configured)
        {
            if (definition.Is(configured))
            {
                Matched.TryAdd(configured, true);
                return true;
            }
        }

        if (definition.IsNamed("MediatR", "IRequestHandler`2") || definition.IsNamed("MediatR", "IRequestHandler`1"))
        {
            return !IsQueryMessage(service.TypeArguments[0], settings);
        }

        return definition.IsNamed("NServiceBus", "IHandleMessages`1") && IsCommandMessage(service.TypeArguments[0]);
    }

    private static bool IsQueryMessage(ITypeSymbol message, AuditSettings settings) =>
        message.AllInterfaces.Any(i => i.Name == "IQuery")
        || (!message.Name.EndsWith("Command", StringComparison.Ordinal) && settings.QueryNames.Matches(message.Name));

    private static bool IsCommandMessage(ITypeSymbol message) =>
        !message.AllInterfaces.Any(i => i.Name is "IEvent" or "INotification") && !message.Name.EndsWith("Event", StringComparison.Ordinal);

    private static bool IsHandlerLike(INamedTypeSymbol service) =>
        service.Name.IndexOf("Handler", StringComparison.Ordinal) >= 0 || service.Name.IndexOf("Consumer", StringComparison.Ordinal) >= 0;

    private static void AddImplementations(INamedTypeSymbol type, INamedTypeSymbol service, List<HandlerMethod> methods)
    {
        foreach (ISymbol member in service.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } contract
                && type.FindImplementationForInterfaceMember(contract) is IMethodSymbol found)
            {
                // The symbol found is the one that was declared to implement the interface; what runs is its last override.
                IMethodSymbol implementation = found.IsVirtual || found.IsOverride || found.IsAbstract ? MethodBodies.Find(type, found) ?? found : found;
                if (!methods.Any(m => m.Method.Is(implementation)))
                {
                    methods.Add(new HandlerMethod(implementation, service));
                }
            }
        }
    }

    private static void AddOverrides(INamedTypeSymbol type, INamedTypeSymbol configured, List<HandlerMethod> methods)
    {
        foreach (IMethodSymbol contract in Contracts(type, configured))
        {
            for (INamedTypeSymbol? current = type; current is not null && !current.OriginalDefinition.Is(configured); current = current.BaseType)
            {
                IMethodSymbol? found = current.GetMembers(contract.Name).OfType<IMethodSymbol>().FirstOrDefault(m => Overrides(m, contract));
                if (found is not null)
                {
                    methods.Add(new HandlerMethod(found, ServiceOf(type, found)));
                    break;
                }
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Contracts(INamedTypeSymbol type, INamedTypeSymbol configured)
    {
        INamedTypeSymbol? constructed = type;
        while (constructed is not null && !constructed.OriginalDefinition.Is(configured))
        {
            constructed = constructed.BaseType;
        }

        return constructed?.GetMembers().OfType<IMethodSymbol>()
            .Where(m => m is { MethodKind: MethodKind.Ordinary, Parameters.Length: > 0 } && (m.IsAbstract || m.IsVirtual)) ?? [];
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol contract)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.OriginalDefinition.Is(contract.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private void AddByConvention(INamedTypeSymbol type, AuditSettings settings, List<HandlerMethod> methods)
    {
        bool plain = type.Name.EndsWith("CommandHandler", StringComparison.Ordinal);
        bool wolverine = _usesWolverine && !plain
            && (type.Name.EndsWith("Handler", StringComparison.Ordinal) || type.Name.EndsWith("Consumer", StringComparison.Ordinal));
        if (!plain && !wolverine)
        {
            return;
        }

        foreach (IMethodSymbol method in MethodsNamed(type, wolverine ? WolverineNames : HandlingNames))
        {
            if (plain || (IsCommandMessage(method.Parameters[0].Type) && !IsQueryMessage(method.Parameters[0].Type, settings)))
            {
                methods.Add(new HandlerMethod(method, ServiceOf(type, method)));
            }
        }
    }

    private static IEnumerable<IMethodSymbol> MethodsNamed(INamedTypeSymbol type, string[] names)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (string name in names)
            {
                foreach (IMethodSymbol method in current.GetMembers(name).OfType<IMethodSymbol>())
                {
                    if (method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsAbstract: false, Parameters.Length: > 0 })
                    {
                        yield return method;
                    }
                }
            }
        }
    }
}
