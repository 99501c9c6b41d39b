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
/// <param name="guesses">Which of them something else than a handler class may be wrapped around; none where nothing can be.</param>
internal sealed class DecoratedRegistration(Type serviceType, object? innerKey, ImmutableArray<DecorationTarget> targets, ImmutableArray<DecorationTarget> guesses)
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

        return guesses.Length switch
        {
            0 => static (inner, _) => inner,
            1 => guesses[0].WrapperFor(implementation),
            _ => throw new InvalidOperationException(
                $"A factory of {serviceType} made a {implementation}, around which of the audited handlers {string.Join(", ", guesses.Select(each => each.HandlerType))} "
                + "nobody can tell. Call services.AddAuditedHandlers() before the handlers are wrapped, or register this one by its class."),
        };
    }
}
