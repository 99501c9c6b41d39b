using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Decorating;

/// <summary>
/// Puts the generated decorators in the place of the handlers' registrations. A registration moves, as it is, to a private
/// key; the decorator takes its service type, key, lifetime and position. What is decorated already stays as it is.
/// </summary>
internal static class HandlerDecorator
{
    /// <summary>Decorates the registrations of a module's handlers.</summary>
    public static void Decorate(IServiceCollection services, AuditModule module)
    {
        ImmutableArray<DecorationTarget> targets = TargetsOf(module);
        int count = services.Count;
        for (int i = 0; i < count; i++)
        {
            ServiceDescriptor descriptor = services[i];
            if (IsInner(descriptor) || RegistrationOf(descriptor) is not null)
            {
                continue;
            }

            ImmutableArray<DecorationTarget> serving = [.. targets.Where(target => target.Serves(descriptor.ServiceType))];
            if (!serving.IsEmpty && Replace(services, descriptor, serving) is { } replacement)
            {
                services[i] = replacement;
            }
        }
    }

    /// <summary>The handlers of a module with their decorations, each once.</summary>
    public static ImmutableArray<DecorationTarget> TargetsOf(AuditModule module) =>
    [
        .. module.Handlers
            .SelectMany(handler => handler.Decorations.Select(decoration => (handler.HandlerType, decoration)))
            .DistinctBy(each => (each.HandlerType, each.decoration.ServiceType, each.decoration.DecoratorType))
            .Select(each => new DecorationTarget(each.HandlerType, each.decoration)),
    ];

    /// <summary>Whether the descriptor is a registration that was moved out of sight.</summary>
    public static bool IsInner(ServiceDescriptor descriptor) => descriptor is { IsKeyedService: true, ServiceKey: InnerHandlerKey };

    /// <summary>The decoration behind a descriptor, or <see langword="null"/>.</summary>
    public static DecoratedRegistration? RegistrationOf(ServiceDescriptor descriptor) =>
        (descriptor.IsKeyedService ? descriptor.KeyedImplementationFactory?.Target : descriptor.ImplementationFactory?.Target) as DecoratedRegistration;

    /// <summary>The class that a descriptor makes, or <see langword="null"/> where a factory decides.</summary>
    public static Type? ImplementationOf(ServiceDescriptor descriptor) => descriptor.IsKeyedService
        ? descriptor.KeyedImplementationType ?? descriptor.KeyedImplementationInstance?.GetType()
        : descriptor.ImplementationType ?? descriptor.ImplementationInstance?.GetType();

    private static ServiceDescriptor? Replace(IServiceCollection services, ServiceDescriptor descriptor, ImmutableArray<DecorationTarget> serving)
    {
        Type? implementation = ImplementationOf(descriptor);
        if (implementation is null)
        {
            // A factory: what it makes is known when it runs. Where only one handler can be meant, whatever it makes is that
            // handler or something around it, such as another decorator.
            DecorationTarget[] closed = [.. serving.Where(each => each.WrapsAnything)];
            bool isElsewhere = closed.Length > 0 && services.Any(each => closed[0].Serves(each.ServiceType) && ImplementationOf(each) is { } type && closed[0].Handles(type));
            return IsAnyKey(descriptor) ? null : MoveToPrivateKey(services, descriptor, serving, closed.Length == 1 && isElsewhere ? null : [.. closed]);
        }

        DecorationTarget? target = serving.FirstOrDefault(each => each.Handles(implementation));
        if (target is null || target.DecoratorType == implementation)
        {
            return null;
        }

        if (implementation.IsGenericTypeDefinition)
        {
            return descriptor.IsKeyedService ? null : ReplaceOpen(services, descriptor, implementation, target);
        }

        return descriptor is { IsKeyedService: true, KeyedImplementationType: not null }
            ? MoveToOwnType(services, descriptor, target)
            : MoveToPrivateKey(services, descriptor, [target], guesses: null);
    }

    private static bool IsAnyKey(ServiceDescriptor descriptor) => descriptor.IsKeyedService && ReferenceEquals(descriptor.ServiceKey, KeyedService.AnyKey);

    private static ServiceDescriptor MoveToPrivateKey(
        IServiceCollection services, ServiceDescriptor descriptor, ImmutableArray<DecorationTarget> targets, ImmutableArray<DecorationTarget>? guesses)
    {
        var key = new InnerHandlerKey(services.Count);
        var registration = new DecoratedRegistration(descriptor.ServiceType, key, targets, guesses ?? []);
        services.Add(WithKey(descriptor, key));
        return Outer(services, descriptor, registration);
    }

    /// <summary>
    /// A class registered with a key may ask for its key (<see cref="ServiceKeyAttribute"/>), so it keeps the key and moves to
    /// its own class as service type.
    /// </summary>
    private static ServiceDescriptor MoveToOwnType(IServiceCollection services, ServiceDescriptor descriptor, DecorationTarget target)
    {
        Type implementation = descriptor.KeyedImplementationType!;
        if (!services.Any(each => each.ServiceType == implementation && each.IsKeyedService && Equals(each.ServiceKey, descriptor.ServiceKey)))
        {
            services.Add(ServiceDescriptor.DescribeKeyed(implementation, descriptor.ServiceKey, descriptor.KeyedImplementationType!, descriptor.Lifetime));
        }

        return Outer(services, descriptor, new DecoratedRegistration(implementation, innerKey: null, [target], guesses: []));
    }

    /// <summary>The decorator of an open generic handler takes the handler class itself, closed by the container.</summary>
    private static ServiceDescriptor ReplaceOpen(IServiceCollection services, ServiceDescriptor descriptor, Type implementation, DecorationTarget target)
    {
        if (implementation != target.HandlerType)
        {
            return descriptor;
        }

        if (!services.Any(each => each.ServiceType == implementation && !each.IsKeyedService))
        {
            services.Add(ServiceDescriptor.Describe(implementation, descriptor.ImplementationType!, descriptor.Lifetime));
        }

        return ServiceDescriptor.Describe(descriptor.ServiceType, target.DecoratorType, descriptor.Lifetime);
    }

    private static ServiceDescriptor Outer(IServiceCollection services, ServiceDescriptor descriptor, DecoratedRegistration registration)
    {
        DecorationLog.Of(services).Add(registration);
        return descriptor.IsKeyedService
            ? ServiceDescriptor.DescribeKeyed(descriptor.ServiceType, descriptor.ServiceKey, registration.MakeKeyed, descriptor.Lifetime)
            : ServiceDescriptor.Describe(descriptor.ServiceType, registration.Make, descriptor.Lifetime);
    }

    private static ServiceDescriptor WithKey(ServiceDescriptor descriptor, InnerHandlerKey key)
    {
        Type service = descriptor.ServiceType;
        if (!descriptor.IsKeyedService)
        {
            return descriptor switch
            {
                { ImplementationInstance: { } instance } => new ServiceDescriptor(service, key, instance),
                { ImplementationFactory: { } factory } => ServiceDescriptor.DescribeKeyed(service, key, (provider, _) => factory(provider), descriptor.Lifetime),
                _ => ServiceDescriptor.DescribeKeyed(service, key, descriptor.ImplementationType!, descriptor.Lifetime),
            };
        }

        // The factory sees the key that it was registered with.
        object? original = descriptor.ServiceKey;
        return descriptor switch
        {
            { KeyedImplementationInstance: { } instance } => new ServiceDescriptor(service, key, instance),
            { KeyedImplementationFactory: { } factory } => ServiceDescriptor.DescribeKeyed(service, key, (provider, _) => factory(provider, original), descriptor.Lifetime),
            _ => throw new InvalidOperationException($"The keyed registration of {service} has neither instance nor factory."),
        };
    }
}
