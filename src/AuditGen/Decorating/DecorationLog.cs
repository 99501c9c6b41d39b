using Microsoft.Extensions.DependencyInjection;

namespace AuditGen.Decorating;

/// <summary>The decorated registrations of a service collection; kept in it, so that start-up finds those that others have wrapped since.</summary>
internal sealed class DecorationLog
{
    private readonly List<DecoratedRegistration> _registrations = [];

    /// <summary>How many decorators all of them have made.</summary>
    public int Made => _registrations.Sum(static registration => registration.Made);

    /// <summary>The log of a service collection.</summary>
    public static DecorationLog Of(IServiceCollection services)
    {
        foreach (ServiceDescriptor descriptor in services)
        {
            if (descriptor is { IsKeyedService: false, ImplementationInstance: DecorationLog found })
            {
                return found;
            }
        }

        var log = new DecorationLog();
        services.AddSingleton(log);
        return log;
    }

    /// <summary>Adds one.</summary>
    public void Add(DecoratedRegistration registration) => _registrations.Add(registration);
}
