using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Decorating;

/// <summary>
/// One service registration that was replaced: makes the decorator around what the moved registration resolves to. The
/// container still makes, keeps and disposes the inner handler by its own lifetime.
/// </summary>
/// <param name="serviceType">The service type of the moved registration.</param>
/// <param name="innerKey">Its key; <see langword="null"/> where the inner handler has the key of the service.</param>
/// <param name="targets">The audited handlers it can be.</param>
/// <param name="wrapsAnything">Whether something else than the one target is taken to be wrapped around it.</param>
internal sealed class DecoratedRegistration(Type serviceType, object? innerKey, ImmutableArray<DecorationTarget> targets, bool wrapsAnything)
{
    private readonly ConcurrentDictionary<Type, Func<object, IServiceProvider, object>> _wrappers = new();
    private int _made;

    /// <summary>The audited handlers it can be.</summary>
    public ImmutableArray<DecorationTarget> Targets => targets;

    /// <summary>How many decorators it has made.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>The factory of a registration without key.</summary>
    public object Make(IServiceProvider provider) => Wrap(provider.GetRequiredKeyedService(serviceType, innerKey), provider);

    /// <summary>The factory of a registration with a key.</summary>
    public object MakeKeyed(IServiceProvider provider, object? key) => Wrap(provider.GetRequiredKeyedService(serviceType, innerKey ?? key), provider);

    private object Wrap(object inner, IServiceProvider provider)
    {
        Func<object, IServiceProvider, object> wrapper = _wrappers.GetOrAdd(inner.GetType(), FindWrapper);
        object outer = wrapper(inner, provider);
        if (!ReferenceEquals(outer, inner))
        {
            Interlocked.Increment(ref _made);
        }

        return outer;
    }

    private Func<object, IServiceProvider, object> FindWrapper(Type implementation)
    {
        foreach (DecorationTarget target in targets)
        {
            if (target.Handles(implementation))
            {
                return target.WrapperFor(implementation);
            }
        }

        return wrapsAnything && targets is [{ WrapsAnything: true } only] ? only.WrapperFor(implementation) : static (inner, _) => inner;
    }
}
