using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Decorating;

/// <summary>One audited handler class and the decorator of one of its service types.</summary>
/// <param name="handlerType">The handler class, open where generic.</param>
/// <param name="decoration">How it is decorated.</param>
internal sealed class DecorationTarget(Type handlerType, HandlerDecoration decoration)
{
    /// <summary>The handler class, open where generic.</summary>
    public Type HandlerType => handlerType;

    /// <summary>The service type, a generic definition where the handler is generic.</summary>
    public Type ServiceType => decoration.ServiceType;

    /// <summary>The generated decorator.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type DecoratorType => decoration.DecoratorType;

    /// <summary>Whether any implementation of the service type can be wrapped, not only instances of the handler class.</summary>
    public bool WrapsAnything => decoration.Decorate is not null;

    /// <summary>Whether registrations under a service type can be this target's.</summary>
    public bool Serves(Type serviceType) =>
        serviceType == ServiceType || (serviceType.IsGenericType && ServiceType.IsGenericTypeDefinition && serviceType.GetGenericTypeDefinition() == ServiceType);

    /// <summary>Whether a class is the handler, closed or open, or derives from it.</summary>
    public bool Handles(Type implementation) => Closed(implementation) is not null;

    /// <summary>Makes the function that wraps an inner handler.</summary>
    /// <param name="implementation">The class of the inner handler, closed.</param>
    /// <exception cref="InvalidOperationException">A closed generic handler where no code can be made at run time.</exception>
    public Func<object, IServiceProvider, object> WrapperFor(Type implementation)
    {
        if (decoration.Decorate is { } decorate)
        {
            return (inner, provider) => decorate(inner, provider.GetRequiredService<IAuditOperations>());
        }

        Type handler = Closed(implementation) ?? throw new InvalidOperationException(
            $"{implementation} is not the audited handler {HandlerType}, which is generic and can be decorated only itself.");
        ObjectFactory factory = CloseDecorator(handler);
        return (inner, provider) => factory(provider, [inner, provider.GetRequiredService<IAuditOperations>()]);
    }

    private Type? Closed(Type implementation)
    {
        for (Type? type = implementation; type is not null; type = type.BaseType)
        {
            if (type == handlerType || (type.IsGenericType && type.GetGenericTypeDefinition() == handlerType))
            {
                return type;
            }
        }

        return null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The decorator repeats the handler's type parameters, which are closed already.")]
    [UnconditionalSuppressMessage("Trimming", "IL2071", Justification = "The constructors of the decorator's definition are kept by HandlerDecoration.DecoratorType.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The constructors of the decorator's definition are kept by HandlerDecoration.DecoratorType.")]
    private ObjectFactory CloseDecorator(Type handler)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new InvalidOperationException(
                $"{handler} is a generic handler registered closed, which needs code made at run time. Register it open, or derive a class that is not generic and put [Audited] on it.");
        }

        return ActivatorUtilities.CreateFactory(DecoratorType.MakeGenericType(handler.GetGenericArguments()), [handler, typeof(IAuditOperations)]);
    }
}
