using System.Collections.Immutable;
using System.Reflection;
using AuditGen.Decorating;
using AuditGen.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AuditGen.Hosting;

/// <summary>
/// Finds, before the first command, the audited handlers that would run undecorated. Reads the registrations; resolves a
/// handler only where somebody wrapped its decorated registration in a factory of their own.
/// </summary>
internal sealed class AuditVerification(IServiceCollection services, IServiceProvider provider)
{
    /// <summary>Verifies.</summary>
    /// <exception cref="InvalidOperationException">Names each handler and what to do.</exception>
    public void Verify()
    {
        List<string> faults = [];
        var catalogue = provider.GetRequiredService<AuditCatalogue>();
        CheckRuntime(faults);
        CheckModules(catalogue, faults);
        CheckHandlers(catalogue, faults);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"Auditing is not set up completely:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", faults)}");
        }
    }

    private void CheckRuntime(List<string> faults)
    {
        if (!services.Any(descriptor => descriptor.ServiceType == typeof(AuditGenMarker)))
        {
            faults.Add("AddAuditedHandlers() was called, but AddAuditGen() was not. Call services.AddAuditGen(audit => …).");
        }
        else if (!services.Any(descriptor => descriptor.ServiceType == typeof(IAuditAppender)))
        {
            faults.Add("Events have nowhere to go. Name a journal in services.AddAuditGen(audit => …), such as audit.UseSqlite(…), or in tests audit.UseInMemoryTrail().");
        }
    }

    private void CheckModules(AuditCatalogue catalogue, List<string> faults)
    {
        IEnumerable<Assembly> assemblies = services
            .Where(descriptor => !HandlerDecorator.IsInner(descriptor))
            .SelectMany(descriptor => new[] { descriptor.ServiceType, HandlerDecorator.ImplementationOf(descriptor) })
            .OfType<Type>()
            .Select(type => type.Assembly)
            .Append(Assembly.GetEntryAssembly())
            .OfType<Assembly>()
            .Distinct();
        foreach (Assembly assembly in assemblies)
        {
            if (assembly.GetCustomAttribute<AuditModuleAttribute>() is { } attribute
                && !catalogue.Modules.Any(module => module.GetType() == attribute.ModuleType))
            {
                faults.Add(
                    $"{assembly.GetName().Name} has audited handlers or auditable types, but its module is not added. Call services.AddAuditedHandlers() "
                    + "in the assembly that registers the handlers, after the last of them.");
            }
        }
    }

    private void CheckHandlers(AuditCatalogue catalogue, List<string> faults)
    {
        ImmutableArray<DecorationTarget> targets = [.. catalogue.Modules.SelectMany(module => HandlerDecorator.TargetsOf(module).AsEnumerable())];
        var decorated = new HashSet<Type>();
        var plain = new HashSet<Type>();
        foreach (ServiceDescriptor descriptor in services)
        {
            if (HandlerDecorator.IsInner(descriptor))
            {
                continue;
            }

            Type? implementation = HandlerDecorator.ImplementationOf(descriptor);
            if (HandlerDecorator.RegistrationOf(descriptor) is { } registration)
            {
                decorated.UnionWith(registration.Targets.Select(target => target.HandlerType));
            }
            else if (implementation is not null && targets.FirstOrDefault(target => target.DecoratorType == implementation) is { } open)
            {
                decorated.Add(open.HandlerType);
            }
            else if (implementation is not null && targets.FirstOrDefault(target => target.Handles(implementation) && target.Serves(descriptor.ServiceType)) is { } missed)
            {
                faults.Add(Undecorated(missed.HandlerType, descriptor));
            }
            else if (implementation is null && targets.FirstOrDefault(target => target.WrapsAnything && target.Serves(descriptor.ServiceType)) is { } factory && !ResolvesDecorated(descriptor))
            {
                faults.Add(Undecorated(factory.HandlerType, descriptor));
            }
            else if (implementation is not null)
            {
                plain.UnionWith(targets.Where(target => target.Handles(implementation)).Select(target => target.HandlerType));
            }
        }

        foreach (Type handler in plain.Where(handler => !decorated.Contains(handler)))
        {
            IEnumerable<string> interfaces = targets.Where(target => target.HandlerType == handler).Select(target => Name(target.ServiceType)).Distinct(StringComparer.Ordinal);
            faults.Add(
                $"{handler} is registered as a class only, which nothing can decorate. Register it as {string.Join(" or ", interfaces)}, or run it through "
                + "IAuditOperations.RunAsync(…) and say so with audit.RunsThroughAdapter<THandler>().");
        }

        CheckAdapted(catalogue, faults);
    }

    private void CheckAdapted(AuditCatalogue catalogue, List<string> faults)
    {
        AuditGenOptions options = provider.GetRequiredService<IOptions<AuditGenOptions>>().Value;
        IEnumerable<AuditedHandler> bare = catalogue.Handlers
            .Where(handler => handler.Decorations.IsEmpty && !options.AllRunThroughAdapter && !options.RunThroughAdapter.Contains(handler.HandlerType));
        foreach (AuditedHandler handler in bare)
        {
            faults.Add(
                $"{handler.HandlerType}.{handler.Method} is audited but has no interface that could be decorated. Give it one, or run it through "
                + "IAuditOperations.RunAsync(…) and say so with audit.RunsThroughAdapter<THandler>().");
        }
    }

    /// <summary>Somebody's own factory may lead to a decorated registration: resolve it and see whether a decorator was made.</summary>
    private bool ResolvesDecorated(ServiceDescriptor descriptor)
    {
        if (provider.GetService<DecorationLog>() is not { } log || descriptor.ServiceType.IsGenericTypeDefinition || (descriptor.IsKeyedService && ReferenceEquals(descriptor.ServiceKey, KeyedService.AnyKey)))
        {
            return false;
        }

        int before = log.Made;
        using IServiceScope scope = provider.CreateScope();
        object? resolved = descriptor.IsKeyedService
            ? descriptor.KeyedImplementationFactory?.Invoke(scope.ServiceProvider, descriptor.ServiceKey)
            : descriptor.ImplementationFactory?.Invoke(scope.ServiceProvider);
        return resolved is not null && log.Made > before;
    }

    private static string Undecorated(Type handler, ServiceDescriptor descriptor)
    {
        string how = descriptor.IsKeyedService ? $"{Name(descriptor.ServiceType)} with the key '{descriptor.ServiceKey}'" : Name(descriptor.ServiceType);
        if (descriptor.IsKeyedService && (descriptor.ServiceType.IsGenericTypeDefinition || ReferenceEquals(descriptor.ServiceKey, KeyedService.AnyKey)))
        {
            return $"{handler} is registered as {how}, which cannot be decorated. Register it closed, by its class, with a key of its own.";
        }

        return $"{handler} is registered as {how} after AddAuditedHandlers(), so it would run undecorated. Call services.AddAuditedHandlers() after the last handler is registered.";
    }

    private static string Name(Type type) => type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(each => each.Name))}>" : type.Name;
}
