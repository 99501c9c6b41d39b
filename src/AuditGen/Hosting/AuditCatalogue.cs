using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AuditGen.Hosting;

/// <summary>What the modules of all registered assemblies know, put together.</summary>
public sealed class AuditCatalogue
{
    private readonly FrozenDictionary<Type, AuditResourceType> _exact;
    private readonly FrozenDictionary<Type, AuditedHandler[]> _handlers;
    private readonly ConcurrentDictionary<Type, AuditResourceType?> _derived = new();

    /// <summary>Puts the modules together.</summary>
    /// <param name="modules">The modules; one that occurs twice counts once.</param>
    public AuditCatalogue(IEnumerable<AuditModule> modules)
    {
        Modules = [.. modules.DistinctBy(module => module.GetType())];
        var exact = new Dictionary<Type, AuditResourceType>();
        foreach (AuditResourceType resource in Modules.SelectMany(module => module.ResourceTypes))
        {
            exact.TryAdd(resource.ClrType, resource);
        }

        _exact = exact.ToFrozenDictionary();
        _handlers = Handlers.Where(handler => handler.CommandType is not null).GroupBy(handler => handler.CommandType!).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The modules.</summary>
    public ImmutableArray<AuditModule> Modules { get; }

    /// <summary>Every action of every module; where several modules declare one, once.</summary>
    public IEnumerable<AuditAction> Actions => Modules.SelectMany(module => module.Actions).DistinctBy(action => (action.Context, action.Code));

    /// <summary>Every audited handler.</summary>
    public IEnumerable<AuditedHandler> Handlers => Modules.SelectMany(module => module.Handlers);

    /// <summary>
    /// The resource type of an instance: that of its own type, else of the nearest base class, else of an interface that it
    /// implements.
    /// </summary>
    /// <param name="type">The run-time type.</param>
    /// <returns><see langword="null"/> where neither it nor a type above it is auditable.</returns>
    public AuditResourceType? Find(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return _exact.TryGetValue(type, out AuditResourceType? resource) ? resource : _derived.GetOrAdd(type, FindAbove);
    }

    /// <summary>The only audited handler of a type of command, for adapters that see commands and not handlers.</summary>
    /// <param name="command">The type of the command.</param>
    /// <returns><see langword="null"/> where there is none.</returns>
    /// <exception cref="InvalidOperationException">There are several: the adapter has to say which.</exception>
    public AuditedHandler? FindHandlerOf(Type command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _handlers.TryGetValue(command, out AuditedHandler[]? found)
            ? found.Length == 1
                ? found[0]
                : throw new InvalidOperationException(
                    $"{command} has several audited handlers ({string.Join(", ", found.Select(each => each.HandlerType))}). Run them through their own descriptions.")
            : null;
    }

    private AuditResourceType? FindAbove(Type type)
    {
        for (Type? above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (_exact.TryGetValue(above, out AuditResourceType? resource))
            {
                return resource;
            }
        }

        foreach ((Type candidate, AuditResourceType resource) in _exact)
        {
            if (candidate.IsInterface && candidate.IsAssignableFrom(type))
            {
                return resource;
            }
        }

        return null;
    }
}
