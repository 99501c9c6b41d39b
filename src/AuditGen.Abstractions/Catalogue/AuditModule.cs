using System.Collections.Immutable;

namespace AuditGen;

/// <summary>
/// What the generator knows of one assembly: its actions, its auditable types and its audited handlers. One generated
/// subclass an assembly; plain data, no reflection.
/// </summary>
public abstract class AuditModule
{
    /// <summary>The simple name of the assembly.</summary>
    public abstract string AssemblyName { get; }

    /// <summary>Every action of the assembly's handlers.</summary>
    public abstract ImmutableArray<AuditAction> Actions { get; }

    /// <summary>Every auditable resource type of the assembly.</summary>
    public abstract ImmutableArray<AuditResourceType> ResourceTypes { get; }

    /// <summary>Every audited handler of the assembly.</summary>
    public abstract ImmutableArray<AuditedHandler> Handlers { get; }
}
